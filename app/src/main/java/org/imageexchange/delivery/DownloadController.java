package org.imageexchange.delivery;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.imageexchange.account.SignedIn;
import org.imageexchange.delivery.Downloads.Download;
import org.imageexchange.delivery.Downloads.Offer;
import org.imageexchange.imaging.Packages;
import org.imageexchange.transfer.TransferId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * Gives a transfer's package to whoever may have it, in whole or in ranges.
 *
 * <p>To everybody else each id looks the same: theirs that has ended, somebody else's, nobody's, and no id at all.
 */
@Controller
class DownloadController {

    private static final Pattern UUID_SYNTAX =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final Downloads downloads;
    private final Packages packages;
    private final LostPackages lost;

    DownloadController(Downloads downloads, Packages packages, LostPackages lost) {
        this.downloads = downloads;
        this.packages = packages;
        this.lost = lost;
    }

    @GetMapping("/download/{id}")
    void download(
            @AuthenticationPrincipal @Nullable SignedIn by,
            @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var transfer = transferId(id);
        if (by == null || transfer.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        var offer = downloads.find(by, transfer.get());
        if (offer.isPresent()) {
            answer(by, offer.get(), request, response);
        } else if (downloads.isBeingRenewed(by, transfer.get())) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "60");
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private static Optional<TransferId> transferId(String id) {
        return UUID_SYNTAX.matcher(id).matches() ? Optional.of(new TransferId(UUID.fromString(id))) : Optional.empty();
    }

    private void answer(SignedIn by, Offer offer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var tag = offer.tag();
        if (!tag.fulfilsIfMatch(request.getHeader(HttpHeaders.IF_MATCH))) {
            response.setStatus(HttpServletResponse.SC_PRECONDITION_FAILED);
            return;
        }
        if (tag.isKnownBy(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            identify(tag, response);
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }

        // A range is defined for GET only.
        var isGet = HttpMethod.GET.matches(request.getMethod());
        var range = isGet && tag.allowsRange(request.getHeader(HttpHeaders.IF_RANGE))
                ? RangeRequest.of(request.getHeader(HttpHeaders.RANGE), offer.size())
                : new RangeRequest.Whole();
        switch (range) {
            case RangeRequest.Unsatisfiable() -> {
                identify(tag, response);
                response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + offer.size());
                response.setStatus(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
            }
            case RangeRequest.Whole() -> {
                var whole = new ByteRange(0, offer.size());
                if (isGet) {
                    send(by, offer, whole, HttpServletResponse.SC_OK, response);
                } else {
                    describe(offer, whole.length(), response);
                }
            }
            case RangeRequest.Part(var part) -> send(by, offer, part, HttpServletResponse.SC_PARTIAL_CONTENT, response);
        }
    }

    private static void identify(EntityTag tag, HttpServletResponse response) {
        response.setHeader(HttpHeaders.ETAG, tag.toString());
        // Kept by nobody on the way, and not packed again: ranges count in these very bytes.
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-store, no-transform");
    }

    private static void describe(Offer offer, long length, HttpServletResponse response) {
        identify(offer.tag(), response);
        response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        response.setContentType("application/zip");
        response.setContentLengthLong(length);
        // Part of the transfer's id tells two files apart and says nothing of the patient.
        var name = "images-" + offer.opening().transfer().value().toString().substring(0, 8) + ".zip";
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
    }

    private void send(SignedIn by, Offer offer, ByteRange range, int status, HttpServletResponse response)
            throws IOException {
        var begun = downloads.begin(by, offer, range.first());
        if (begun.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND); // with no header that tells what there was
            return;
        }
        response.setStatus(status);
        if (status == HttpServletResponse.SC_PARTIAL_CONTENT) {
            response.setHeader(
                    HttpHeaders.CONTENT_RANGE,
                    "bytes %d-%d/%d".formatted(range.first(), range.end() - 1, offer.size()));
        }
        describe(offer, range.length(), response);
        try (var content = open(begun.get())) {
            new Transmission(downloads, begun.get(), range).send(content.content(), response);
        } catch (DamagedPackage e) {
            lost.renew(begun.get().packageId());
            throw e;
        }
    }

    private Packages.OpenPackage open(Download download) {
        try {
            return packages.open(download.packageId());
        } catch (IOException e) {
            throw new DamagedPackage(download.packageId(), e);
        }
    }
}
