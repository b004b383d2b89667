package dev.entente.simulator.world;

import static java.util.Objects.requireNonNull;

import dev.entente.connector.Host;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A virtual thread of a simulated process, and its own scheduler: it goes on when the {@link World}
 * says so. It gives its turn back only where it waits for something of its world. What it waits for
 * outside of it, such as a class that another simulation is loading, holds up the whole world, so
 * that no clock moves for a reason that no seed can bring back.
 */
final class SimulatedTask implements Host.Task, Executor {
    private final World world;
    private final SimulatedHost host;
    private final Deque<Thread> joining = new ArrayDeque<>();

    /** Where it stopped in the midst of its turn, and may go on. */
    private final Semaphore goesOn = new Semaphore(0);

    private @Nullable Runnable rest;
    private @Nullable Thread thread;
    private volatile boolean itsTurn;
    private boolean isParked;
    private boolean hasEnded;

    SimulatedTask(World world, SimulatedHost host) {
        this.world = world;
        this.host = host;
    }

    SimulatedHost host() {
        return host;
    }

    /** Called once it is started, and before its first turn. */
    void on(Thread virtual) {
        thread = virtual;
    }

    void end() {
        hasEnded = true;
        joining.forEach(LockSupport::unpark);
    }

    /** Called by whoever lets the thread go on, which need not be a thread of this world. */
    @Override
    public void execute(Runnable continuation) {
        if (itsTurn) {
            rest = continuation;
            goesOn.release();
        } else {
            world.add(this, continuation);
        }
    }

    /** Its turn, to its end. */
    void run(Runnable continuation) {
        Thread virtual = requireNonNull(thread);
        itsTurn = true;
        continuation.run();
        while (virtual.isAlive() && !isParked) {
            goesOn.acquireUninterruptibly();
            requireNonNull(rest).run();
        }
        itsTurn = false;
    }

    /** Ends its turn until somebody of its world wakes it. Called on the task itself. */
    void park() {
        isParked = true;
        LockSupport.park();
        isParked = false;
    }

    @Override
    public void stop() {
        Thread task = thread;
        if (task == null || hasEnded) {
            return;
        }
        task.interrupt();
        if (task.equals(Thread.currentThread())) {
            return;
        }
        boolean interrupted = false;
        joining.add(Thread.currentThread());
        while (!hasEnded) {
            world.park();
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void join() throws InterruptedException {
        joining.add(Thread.currentThread());
        while (!hasEnded) {
            SimulatedHost.throwIfInterrupted();
            world.park();
        }
    }

    @Override
    public boolean isAlive() {
        return !hasEnded;
    }
}
