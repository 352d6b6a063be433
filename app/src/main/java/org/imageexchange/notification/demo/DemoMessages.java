package org.imageexchange.notification.demo;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

interface DemoMessages extends Repository<DemoMessage, Long> {

    DemoMessage save(DemoMessage message);

    List<DemoMessage> findAllByOrderByIdDesc(Limit limit);
}
