package io.connects.mri.codec;

/** Names of fields, as the dialect file writes them. */
final class Names {
    static final String DIALOGUE_ID = "DialogueID";
    static final String SEND_SEQ_NO = "SendSeqNo";
    static final String INVOKE_ID = "InvokeID";
    static final String VERSION_NUMBER = "VersionNumber";
    static final String IDLE_TIMEOUT = "IdleTimeout";
    static final String STATUS = "Status";
    static final String CALL_VARS_MASK = "CallVarsMask";
    static final String MR_DOMAIN_ID = "MRDomainID";
    static final String PREVIOUS_TASK = "PreviousTask";
    static final String PREFERRED_AGENT = "PreferredAgent";
    static final String SERVICE = "Service";
    static final String TASK_ID = "TaskID";
    static final String AGENT = "AgentSkillTargetID";
    static final String SKILL_GROUP = "SkillGroupSkillTargetID";
    static final String SERVICE_TARGET = "ServiceSkillTargetID";
    static final String LABEL_TYPE = "LabelType";
    static final String REASON_CODE = "ReasonCode";
    static final String REASON = "Reason";
    static final String REQUEST_ID = "RequestID";
    static final String CAUSE = "Cause";
    static final String ERROR_CODE = "ErrorCode";
    static final String EVENT_ID = "EventID";
    static final String RESULT_CODE = "ResultCode";

    static final String TEXT = "Text";
    static final String CALL_VARIABLES = "CallVariable1-10";
    static final String SCRIPT_SELECTOR = "ScriptSelector";
    static final String LABEL = "Label";
    static final String SCRIPT_ID = "ScriptID";
    static final String SCRIPT_CONFIGURATION = "ScriptConfiguration";
    static final String ECC_NAME = "EccName";
    static final String ECC_VALUE = "EccValue";
    static final String ECC_ARRAY = "EccArray";
    static final String APPLICATION_STRING_1 = "ApplicationString1";
    static final String APPLICATION_STRING_2 = "ApplicationString2";

    private Names() {}
}
