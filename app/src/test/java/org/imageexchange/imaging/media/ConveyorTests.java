package org.imageexchange.imaging.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConveyorTests {

    @Test
    void results_come_off_in_the_order_in_which_work_was_put_on() throws IOException {
        var random = new Random(1);
        var taken = new ArrayList<Integer>();

        try (var conveyor = new Conveyor(4, 50)) {
            for (var n = 0; n < 1000; n++) {
                var number = n;
                if (n % 10 == 0) {
                    conveyor.then(() -> taken.add(number));
                } else {
                    var spin = random.nextInt(2000);
                    conveyor.put(
                            1,
                            () -> {
                                for (var turn = 0; turn < spin; turn++) {
                                    Thread.onSpinWait();
                                }
                                return number;
                            },
                            taken::add);
                }
            }
            conveyor.drain();
        }

        assertThat(taken).isEqualTo(IntStream.range(0, 1000).boxed().toList());
    }

    @Test
    void what_is_under_way_never_weighs_more_than_the_capacity() throws IOException {
        var weight = new AtomicLong();
        var most = new AtomicLong();

        try (var conveyor = new Conveyor(3, 100)) {
            for (var n = 0; n < 2000; n++) {
                var itsWeight = n % 30;
                conveyor.put(
                        itsWeight,
                        () -> {
                            most.accumulateAndGet(weight.addAndGet(itsWeight), Math::max);
                            return itsWeight;
                        },
                        result -> weight.addAndGet(-result));
            }
            conveyor.drain();
        }

        assertThat(most).hasValueLessThanOrEqualTo(100);
        assertThat(weight).hasValue(0);
    }

    @Test
    void a_load_that_is_heavier_than_the_capacity_travels_alone() throws IOException {
        var under = new AtomicInteger();
        var alone = new ArrayList<Integer>();

        try (var conveyor = new Conveyor(2, 10)) {
            for (var n = 0; n < 20; n++) {
                conveyor.put(1000, () -> under.incrementAndGet(), together -> {
                    alone.add(together);
                    under.decrementAndGet();
                });
            }
            conveyor.drain();
        }

        assertThat(alone).hasSize(20).containsOnly(1);
    }

    @Test
    void work_is_done_on_several_threads() throws Exception {
        var meeting = new CyclicBarrier(3);

        try (var conveyor = new Conveyor(3, 10)) {
            for (var n = 0; n < 3; n++) {
                // none of them ends before all three have begun
                conveyor.put(1, () -> meeting.await(30, TimeUnit.SECONDS), arrived -> {});
            }
            conveyor.drain();
        }

        assertThat(meeting.isBroken()).isFalse();
    }

    @Test
    void trouble_of_the_work_meets_who_takes_it_off() {
        try (var conveyor = new Conveyor(1, 10)) {
            assertThatIOException()
                    .isThrownBy(() -> {
                        conveyor.put(
                                1,
                                () -> {
                                    throw new IOException("broken");
                                },
                                nothing -> {});
                        conveyor.drain();
                    })
                    .withMessage("broken");
        }
        try (var conveyor = new Conveyor(1, 10)) {
            assertThatIllegalStateException().isThrownBy(() -> {
                conveyor.put(
                        1,
                        () -> {
                            throw new IllegalStateException("a bug");
                        },
                        nothing -> {});
                conveyor.drain();
            });
        }
    }

    @Test
    void closing_drops_what_has_not_begun_and_waits_for_what_has() throws IOException {
        var begun = new CountDownLatch(1);
        var ended = new AtomicInteger();
        var never = new AtomicInteger();

        try (var conveyor = new Conveyor(1, 10)) {
            conveyor.put(
                    1,
                    () -> {
                        begun.countDown();
                        try {
                            return new CountDownLatch(1).await(1, TimeUnit.MINUTES); // until it is interrupted
                        } finally {
                            ended.incrementAndGet();
                        }
                    },
                    nothing -> {});
            conveyor.put(1, never::incrementAndGet, nothing -> {});
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }

        assertThat(ended).hasValue(1);
        assertThat(never).hasValue(0);
    }

    @Test
    void an_interrupted_build_says_so_and_stays_interrupted() {
        try (var conveyor = new Conveyor(1, 10)) {
            assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(() -> {
                conveyor.put(1, () -> new CountDownLatch(1).await(1, TimeUnit.MINUTES), nothing -> {});
                Thread.currentThread().interrupt();
                conveyor.drain();
            });
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
