package dev.entente.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.connector.Host;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SimulatedHostTest {
    private final World world = new World(1);
    private final SimulatedHost host = world.process("engine");
    private final List<String> said = new ArrayList<>();

    @Nested
    class Its_clock {

        @Test
        void stands_still_while_something_is_ready_and_jumps_when_nothing_is() {
            host.start("sleeper", () -> after(Duration.ofDays(3), "three days"));
            host.start("other", () -> after(Duration.ofDays(2), "two days"));
            while (world.step()) {}
            assertThat(said).containsExactly("two days", "three days");
            assertThat(world.now() - World.BEGINNING)
                    .isEqualTo(Duration.ofDays(3).toNanos() / 1_000);
        }

        @Test
        void comes_to_a_time_that_nobody_waits_for() {
            world.runUntil(World.BEGINNING + 5);
            assertThat(host.now()).isEqualTo(World.BEGINNING + 5);
        }
    }

    @Nested
    class Something_outside_of_the_world {

        @Test
        void holds_up_all_of_it() throws InterruptedException {
            Object lock = new Object();
            CountDownLatch isHeld = new CountDownLatch(1);
            AtomicReference<Thread> waiting = new AtomicReference<>();
            Thread other =
                    Thread.ofPlatform()
                            .start(() -> {
                                synchronized (lock) {
                                    isHeld.countDown();
                                    awaitBlocked(waiting);
                                }
                            });
            isHeld.await();
            host.start("sleeper", () -> after(Duration.ofDays(1), "the next day"));
            host.start(
                    "waiting",
                    () -> {
                        waiting.set(Thread.currentThread());
                        synchronized (lock) {
                            said.add("at once");
                        }
                        after(Duration.ofSeconds(1), "a second later");
                    });
            while (world.step()) {}
            other.join();
            assertThat(said).containsExactly("at once", "a second later", "the next day");
        }

        private void awaitBlocked(AtomicReference<Thread> waiting) {
            Thread thread = waiting.get();
            while (thread == null || thread.getState() != Thread.State.BLOCKED) {
                Thread.onSpinWait();
                thread = waiting.get();
            }
        }
    }

    @Nested
    class A_queue {

        @Test
        void hands_over_in_order_and_holds_back_who_puts_too_much() {
            Host.Queue<Integer> queue = host.queue(2);
            host.start("putter", () -> puts(queue, 100));
            host.start("taker", () -> takes(queue, 100));
            while (world.step()) {
                assertThat(queue.size()).isLessThanOrEqualTo(2);
            }
            assertThat(said).hasSize(100).first().isEqualTo("0");
            assertThat(said).last().isEqualTo("99");
        }

        @Test
        void gives_nothing_once_the_wait_is_over() {
            Host.Queue<Integer> queue = host.queue(1);
            host.start(
                    "taker",
                    () -> {
                        try {
                            said.add(String.valueOf(queue.poll(Duration.ofSeconds(2))));
                            said.add(String.valueOf(host.now() - World.BEGINNING));
                        } catch (InterruptedException e) {
                            said.add("interrupted");
                        }
                    });
            while (world.step()) {}
            assertThat(said).containsExactly("null", "2000000");
        }
    }

    @Nested
    class A_task {

        @Test
        void that_is_stopped_is_interrupted_where_it_waits() {
            Host.Task sleeper =
                    host.start("sleeper", () -> after(Duration.ofDays(1), "slept enough"));
            host.start(
                    "stopper",
                    () -> {
                        after(Duration.ofSeconds(1), "stop");
                        sleeper.stop();
                        said.add("stopped, alive: " + sleeper.isAlive());
                    });
            while (world.step()) {}
            assertThat(said).containsExactly("stop", "interrupted", "stopped, alive: false");
            assertThat(world.now() - World.BEGINNING).isEqualTo(1_000_000);
        }

        @Test
        void leaves_what_it_died_of() {
            host.start(
                    "faulty",
                    () -> {
                        throw new IllegalStateException("a bug");
                    });
            while (world.step()) {}
            assertThat(host.failure()).hasMessage("a bug");
            assertThat(host.isRunning()).isFalse();
        }
    }

    @Nested
    class A_crash {

        @Test
        void leaves_every_task_where_it_stands_and_no_handler_runs() {
            host.start(
                    "careful",
                    () -> {
                        try {
                            after(Duration.ofSeconds(10), "went on");
                        } finally {
                            said.add("cleaned up");
                        }
                    });
            SimulatedHost other = world.process("other");
            other.start("other", () -> after(Duration.ofSeconds(20), "other went on"));
            world.runUntil(World.BEGINNING + 5_000_000);
            host.crash();
            while (world.step()) {}
            assertThat(said).containsExactly("other went on");
        }

        @Test
        void loses_what_was_on_its_way_between_tasks() {
            Host.Queue<Integer> queue = host.queue(1);
            host.start("taker", () -> takes(queue, 1));
            world.step();
            queue.offer(7);
            host.crash();
            while (world.step()) {}
            assertThat(said).isEmpty();
        }
    }

    @Nested
    class The_same_seed {

        @Test
        void gives_the_same_history() {
            assertThat(history(7)).isEqualTo(history(7));
        }

        @Test
        void and_another_gives_another() {
            assertThat(history(7)).isNotEqualTo(history(8));
        }

        private static List<String> history(long seed) {
            World world = new World(seed);
            SimulatedHost host = world.process("engine");
            List<String> said = new ArrayList<>();
            Host.Queue<String> queue = host.queue(3);
            for (int i = 0; i < 5; i++) {
                String name = "task" + i;
                host.start(
                        name,
                        () -> {
                            try {
                                for (int n = 0; n < 20; n++) {
                                    queue.put(name + "." + n);
                                    host.sleep(Duration.ofMillis(host.chance(3)));
                                    said.add(name + " took " + queue.take() + " at " + host.now());
                                }
                            } catch (InterruptedException e) {
                                said.add("interrupted");
                            }
                        });
            }
            while (world.step()) {}
            said.add("trace " + world.trace());
            return said;
        }
    }

    private void after(Duration time, String words) {
        try {
            host.sleep(time);
            said.add(words);
        } catch (InterruptedException e) {
            said.add("interrupted");
        }
    }

    private void puts(Host.Queue<Integer> queue, int count) {
        try {
            for (int i = 0; i < count; i++) {
                queue.put(i);
            }
        } catch (InterruptedException e) {
            said.add("interrupted");
        }
    }

    private void takes(Host.Queue<Integer> queue, int count) {
        try {
            for (int i = 0; i < count; i++) {
                said.add(String.valueOf(queue.take()));
            }
        } catch (InterruptedException e) {
            said.add("interrupted");
        }
    }
}
