package org.imageexchange.delivery;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets the web server pass big pieces on. */
@Configuration(proxyBeanMethods = false)
class DownloadConfiguration {

    /** The server copies each piece through a buffer of its own, by default in 8 KB steps with a system call for each. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> bigWrites() {
        return factory -> factory.addConnectorCustomizers(
                connector -> connector.setProperty("socket.appWriteBufSize", Integer.toString(Transmission.PIECE)));
    }
}
