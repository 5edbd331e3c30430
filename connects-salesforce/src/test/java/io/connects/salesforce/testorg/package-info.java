/** A small Salesforce org for tests: a real CometD server with replay, OAuth, and as much REST as External Routing needs. */
package io.connects.salesforce.testorg;
