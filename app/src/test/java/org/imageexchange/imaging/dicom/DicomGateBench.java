package org.imageexchange.imaging.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.logging.Logger;
import org.imageexchange.imaging.dicom.GateResult.Passed;
import org.imageexchange.imaging.testdata.TestDicom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("bench")
class DicomGateBench {

    private static final Logger LOG = Logger.getLogger(DicomGateBench.class.getName());
    private static final int WARM_UP = 2_000;
    private static final int ROUNDS = 4_000;

    @ParameterizedTest
    @ValueSource(strings = {TestDicom.EXPLICIT, TestDicom.IMPLICIT, TestDicom.RLE, TestDicom.DEFLATED})
    void the_gate_on_ct_slices_of_half_a_megabyte(String transferSyntax) throws IOException {
        byte[] slice = TestDicom.ct().pixels(512, 512, 1).in(transferSyntax).bytes();
        var gate = new DicomGate(GateLimits.DEFAULT);
        long start = 0;
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            if (round == 0) {
                start = System.nanoTime();
            }
            assertThat(gate.inspect(new ByteArrayInputStream(slice))).isInstanceOf(Passed.class);
        }
        double seconds = (System.nanoTime() - start) / 1e9;

        LOG.info("gate, %s: %.0f MB/s, %.0f objects/s"
                .formatted(transferSyntax, slice.length / 1e6 * ROUNDS / seconds, ROUNDS / seconds));
    }
}
