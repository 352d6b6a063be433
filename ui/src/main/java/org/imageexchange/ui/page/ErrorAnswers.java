package org.imageexchange.ui.page;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.util.HtmlUtils;

/** Answers what fails outside the views, a download for instance, in the manner of their error pages. */
@Controller
class ErrorAnswers implements ErrorController {

    private final Branding branding;
    private final Faults faults;

    ErrorAnswers(Branding branding, Faults faults) {
        this.branding = branding;
        this.faults = faults;
    }

    @RequestMapping("/error")
    ResponseEntity<String> answer(HttpServletRequest request) {
        var code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer i ? i : 404;
        if (code == HttpStatus.SERVICE_UNAVAILABLE.value()) {
            return html(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    page(
                            "These images are not ready",
                            "They are being prepared once more. Please try again in a few minutes."));
        }
        // What is denied looks like what does not exist.
        var status = code < 500 ? HttpStatus.NOT_FOUND : HttpStatus.INTERNAL_SERVER_ERROR;
        var text = status == HttpStatus.NOT_FOUND
                ? page(NotFoundPage.HEADING, NotFoundPage.SENTENCE, "If you typed the address, check that it is right.")
                : page(
                        TroublePage.HEADING,
                        TroublePage.SENTENCE,
                        "If it happens again, tell us this number: " + faults.record(cause(request)));
        return html(code == 400 || code == 405 || code == 416 ? HttpStatus.valueOf(code) : status, text);
    }

    private static ResponseEntity<String> html(HttpStatus status, String text) {
        return ResponseEntity.status(status).contentType(MediaType.TEXT_HTML).body(text);
    }

    private static Throwable cause(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown
                ? thrown
                : new IllegalStateException("An error was sent without an exception");
    }

    private String page(String heading, String... sentences) {
        var paragraphs = new StringBuilder();
        for (var sentence : sentences) {
            paragraphs.append("<p>").append(HtmlUtils.htmlEscape(sentence)).append("</p>");
        }
        return """
                <!DOCTYPE html>
                <html lang="en-GB"><head><meta charset="UTF-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title><link rel="stylesheet" href="/portal.css"></head>
                <body><div class="plain-page"><header><span class="mark" aria-hidden="true">%s</span>
                <span class="product">%s</span></header>
                <main class="card"><h1>%s</h1>%s<a class="way-on" href="/">Go to the start page</a></main></div></body></html>
                """.formatted(
                        HtmlUtils.htmlEscape(branding.title(heading)),
                        HtmlUtils.htmlEscape(branding.mark()),
                        HtmlUtils.htmlEscape(branding.name()),
                        heading,
                        paragraphs);
    }
}
