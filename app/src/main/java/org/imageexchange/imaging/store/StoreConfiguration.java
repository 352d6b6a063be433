package org.imageexchange.imaging.store;

import java.io.IOException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StoreProperties.class)
class StoreConfiguration {

    @Bean
    DiskStore objectStore(StoreProperties properties) {
        return switch (properties.store()) {
            case DISK -> DiskStore.open(properties.objects());
        };
    }

    @Bean
    Vault vault(DiskStore store, StoreProperties properties) throws IOException {
        return new Vault(store, MasterKey.of(store, store.isEmpty(), properties.masterKey()));
    }
}
