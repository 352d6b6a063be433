package org.imageexchange.notification.demo;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.imageexchange.notification.PortalAddress;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.data.domain.Limit;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The demo outbox as a page and as JSON, newest first; for nobody but the person in front of this machine. */
@RestController
@ConditionalOnBooleanProperty("portal.demo")
class OutboxController {

    private static final Limit SHOWN = Limit.of(200);

    private final DemoMessages messages;
    private final OutboxPage page;

    OutboxController(DemoMessages messages, PortalAddress portal) {
        this.messages = messages;
        this.page = new OutboxPage(portal);
    }

    @GetMapping("/demo/outbox")
    ResponseEntity<String> page(HttpServletRequest request) {
        if (!LocalRequest.isFromThisMachine(request)) {
            return ResponseEntity.notFound().build();
        }
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .body(page.of(newestFirst()));
    }

    @GetMapping(value = "/demo/outbox.json", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<List<DemoMessage.Shown>> json(HttpServletRequest request) {
        if (!LocalRequest.isFromThisMachine(request)) {
            return ResponseEntity.notFound().build();
        }
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(newestFirst());
    }

    private List<DemoMessage.Shown> newestFirst() {
        return messages.findAllByOrderByIdDesc(SHOWN).stream()
                .map(DemoMessage::shown)
                .toList();
    }
}
