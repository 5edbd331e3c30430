package io.connects.benchmarks.finesse;

import java.nio.charset.StandardCharsets;

/** The message that tells of a user who is not ready, written as a Finesse 12.5 was captured to write it: indented, and escaped as a whole. */
final class UserStanza {
    private static final String PAYLOAD = """
            <Update>
              <data>
                <user>
                  <dialogs>/finesse/api/User/1001/Dialogs</dialogs>
                  <extension>2001</extension>
                  <firstName>Anna</firstName>
                  <lastName>Müller &amp; Söhne</lastName>
                  <loginId>1001</loginId>
                  <loginName>anna</loginName>
                  <mediaType>1</mediaType>
                  <pendingState></pendingState>
                  <reasonCodeId>17</reasonCodeId>
                  <ReasonCode>
                    <category>NOT_READY</category>
                    <code>12</code>
                    <forAll>true</forAll>
                    <id>17</id>
                    <label>Lunch</label>
                    <systemCode>false</systemCode>
                    <uri>/finesse/api/ReasonCode/17</uri>
                  </ReasonCode>
                  <roles>
                    <role>Agent</role>
                    <role>Supervisor</role>
                  </roles>
                  <settings>
                    <wrapUpOnIncoming>OPTIONAL</wrapUpOnIncoming>
                    <wrapUpOnOutgoing>NOT_ALLOWED</wrapUpOnOutgoing>
                  </settings>
                  <skillTargetId>5011</skillTargetId>
                  <state>NOT_READY</state>
                  <stateChangeTime>2026-03-04T05:06:07.089Z</stateChangeTime>
                  <teamId>7</teamId>
                  <teamName>Support</teamName>
                  <teams>
                    <Team>
                      <id>8</id>
                      <name>Sales</name>
                      <uri>/finesse/api/Team/8</uri>
                    </Team>
                  </teams>
                  <uri>/finesse/api/User/1001</uri>
                  <wrapUpTimer>30</wrapUpTimer>
                </user>
              </data>
              <event>PUT</event>
              <requestId>6d1b9c4e-55</requestId>
              <source>/finesse/api/User/1001</source>
            </Update>
            """;

    private UserStanza() {}

    static byte[] bytes() {
        String escaped = PAYLOAD.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return ("<message xmlns=\"jabber:client\" from=\"pubsub.finesse.example.test\" to=\"1001@finesse.example.test\""
                        + " id=\"/finesse/api/User/1001__1001@finesse.example.test__Kx3Ab\">"
                        + "<event xmlns=\"http://jabber.org/protocol/pubsub#event\"><items node=\"/finesse/api/User/1001\">"
                        + "<item id=\"4d0b2f6e-7b0c-4a3e-9d5a-1c2f8e4b6a70330\"><notification xmlns=\"urn:xmpp:push:0\">"
                        + escaped
                        + "</notification></item></items></event></message>")
                .getBytes(StandardCharsets.UTF_8);
    }
}
