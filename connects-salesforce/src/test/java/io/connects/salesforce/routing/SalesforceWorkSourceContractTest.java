package io.connects.salesforce.routing;

import io.connects.core.routing.contract.OrgUnderTest;
import io.connects.core.routing.contract.WorkSourceContract;
import io.connects.salesforce.testorg.TestOrg;
import org.junit.jupiter.api.Nested;

/** Each way of hearing of work keeps to the contract. */
final class SalesforceWorkSourceContractTest {
    @Nested
    final class OverPushTopics extends WorkSourceContract {
        @Override
        protected OrgUnderTest startOrg() throws Exception {
            return new TestOrg();
        }
    }

    @Nested
    final class OverChangeEvents extends WorkSourceContract {
        @Override
        protected OrgUnderTest startOrg() throws Exception {
            var org = new TestOrg(FeedKind.CHANGE_EVENTS);
            org.createChannel(null);
            return org;
        }

        /** Changed records are read again, and show how they stand by then. */
        @Override
        protected boolean hearsEachChange() {
            return false;
        }
    }

    @Nested
    final class OverChangeEventsWithoutDeletions extends WorkSourceContract {
        @Override
        protected OrgUnderTest startOrg() throws Exception {
            var org = new TestOrg(FeedKind.CHANGE_EVENTS);
            org.createChannel("RoutingModel='ExternalRouting' AND IsReadyForRouting=true");
            return org;
        }

        @Override
        protected boolean hearsEachChange() {
            return false;
        }
    }

    @Nested
    final class WithoutAStream extends WorkSourceContract {
        @Override
        protected OrgUnderTest startOrg() throws Exception {
            return new TestOrg(FeedKind.NONE);
        }

        @Override
        protected boolean hearsEachChange() {
            return false;
        }
    }
}
