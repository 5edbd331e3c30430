package io.connects.salesforce.routing;

import io.connects.core.routing.contract.OrgUnderTest;
import io.connects.core.routing.contract.WorkSourceContract;
import io.connects.salesforce.testorg.TestOrg;

final class SalesforceWorkSourceContractTest extends WorkSourceContract {
    @Override
    protected OrgUnderTest startOrg() throws Exception {
        return new TestOrg();
    }
}
