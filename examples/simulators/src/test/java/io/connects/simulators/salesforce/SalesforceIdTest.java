package io.connects.simulators.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SalesforceOrgExtension.class)
class SalesforceIdTest {
    @Test
    void the_suffix_tells_upper_case_from_lower() {
        assertThat(SalesforceId.of18("a0RE000000IJmcN")).isEqualTo("a0RE000000IJmcNMAT");
        assertThat(SalesforceId.of18("001M000000qfPyS")).isEqualTo("001M000000qfPySIAU");
        assertThat(SalesforceId.of18("0F9E000000092w2")).isEqualTo("0F9E000000092w2KAA");
        assertThat(SalesforceId.of18("AbCdEfGhIjKlMnO")).isEqualTo("AbCdEfGhIjKlMnOVKV");
        assertThat(SalesforceId.of18("aBcDEfgHIJKLMNO")).isEqualTo("aBcDEfgHIJKLMNO025");
    }

    @Test
    void numbers_give_ids_of_their_own(SalesforceOrg org) {
        assertThat(SalesforceId.number("0JR", 1))
                .hasSize(18)
                .startsWith("0JR")
                .isNotEqualTo(SalesforceId.number("0JR", 62));
        assertThat(org.createUser("anna", 1)).startsWith("005").isNotEqualTo(org.createUser("bruno", 1));
    }
}
