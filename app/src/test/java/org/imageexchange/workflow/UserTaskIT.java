package org.imageexchange.workflow;

import org.imageexchange.TestPostgres;
import org.imageexchange.TestPostgres.Database;

class UserTaskIT extends UserTaskTests {

    @Override
    Database database() {
        return TestPostgres.newDatabase();
    }
}
