package dev.entente.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SystemHostTest {
    private final Host host = new SystemHost();

    @Nested
    class Its_clock {

        @Test
        void counts_microseconds_and_never_goes_back() {
            long before = host.now();
            for (int i = 0; i < 10_000; i++) {
                long now = host.now();
                assertThat(now).isGreaterThanOrEqualTo(before);
                before = now;
            }
            assertThat(before).isBetween(1_700_000_000_000_000L, 9_999_999_999_999_999L);
        }

        @Test
        void has_gone_on_after_a_sleep() throws InterruptedException {
            long before = host.now();
            host.sleep(Duration.ofMillis(5));
            assertThat(host.now() - before).isGreaterThanOrEqualTo(4_000);
        }
    }

    @Nested
    class Its_chance {

        @Test
        void stays_below_its_bound() {
            for (int i = 0; i < 1_000; i++) {
                assertThat(host.chance(3)).isBetween(0L, 2L);
            }
        }
    }

    @Nested
    class A_task {

        @Test
        void runs_on_a_thread_under_its_name_that_keeps_no_program_alive()
                throws InterruptedException {
            AtomicReference<Thread> seen = new AtomicReference<>();
            host.start("reader", () -> seen.set(Thread.currentThread())).join();
            assertThat(seen.get().isDaemon()).isTrue();
            assertThat(seen.get().getName()).isEqualTo("reader");
        }

        @Test
        void that_waits_ends_when_it_is_stopped() {
            Host.Queue<String> never = host.queue(1);
            AtomicReference<String> end = new AtomicReference<>("none");
            Host.Task task =
                    host.start(
                            "waiter",
                            () -> {
                                try {
                                    end.set(never.take());
                                } catch (InterruptedException e) {
                                    end.set("interrupted");
                                }
                            });
            assertThat(task.isAlive()).isTrue();
            task.stop();
            assertThat(task.isAlive()).isFalse();
            assertThat(end.get()).isEqualTo("interrupted");
        }

        @Test
        void may_stop_itself() throws InterruptedException {
            AtomicReference<Host.Task> self = new AtomicReference<>();
            CountDownLatch known = new CountDownLatch(1);
            Host.Task task =
                    host.start(
                            "self",
                            () -> {
                                try {
                                    known.await();
                                } catch (InterruptedException e) {
                                    return;
                                }
                                self.get().stop();
                            });
            self.set(task);
            known.countDown();
            task.join();
            assertThat(task.isAlive()).isFalse();
        }
    }

    @Nested
    class A_queue {

        @Test
        void keeps_its_order_and_its_bound() throws InterruptedException {
            Host.Queue<Integer> queue = host.queue(2);
            queue.put(1);
            assertThat(queue.offer(2)).isTrue();
            assertThat(queue.offer(3)).isFalse();
            assertThat(queue.size()).isEqualTo(2);
            assertThat(queue.take()).isEqualTo(1);
            assertThat(queue.poll(Duration.ZERO)).isEqualTo(2);
            assertThat(queue.poll(Duration.ofMillis(1))).isNull();
        }

        @Test
        void hands_over_what_is_there_without_waiting() {
            Host.Queue<Integer> queue = host.queue(10);
            for (int i = 0; i < 5; i++) {
                queue.offer(i);
            }
            List<Integer> taken = new ArrayList<>();
            assertThat(queue.drainTo(taken, 3)).isEqualTo(3);
            assertThat(taken).containsExactly(0, 1, 2);
            assertThat(queue.drainTo(taken, 10)).isEqualTo(2);
            assertThat(queue.drainTo(taken, 10)).isZero();
        }

        @Test
        void lets_who_puts_into_a_full_one_wait_for_room() throws InterruptedException {
            Host.Queue<Integer> queue = host.queue(1);
            Host.Task producer =
                    host.start(
                            "producer",
                            () -> {
                                try {
                                    for (int i = 0; i < 100; i++) {
                                        queue.put(i);
                                    }
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                            });
            for (int i = 0; i < 100; i++) {
                assertThat(queue.take()).isEqualTo(i);
            }
            producer.join();
        }
    }
}
