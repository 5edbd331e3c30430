package io.connects.simulators.finesse;

/**
 * The errors that the pair answers at once by itself, each with its status; {@link RawAnswer#error} makes others. The texts of ErrorMessage are
 * made up but for those of 503 and of missing things; nobody should match them.
 */
enum ErrorType {
    BAD_REQUEST(400, "Bad Request", "HTTP Status code: 400 (Bad Request) Api Error Type: Bad Request"),
    INVALID_INPUT(400, "Invalid Input", "One of the parameters is not of a value that it can have"),
    INVALID_STATE(400, "Invalid State", "The state cannot be changed in this way"),
    PARAMETER_MISSING(400, "Parameter Missing", "A required parameter is missing"),
    INVALID_DESTINATION(400, "Invalid Destination", "The address cannot be called"),
    AUTHORIZATION_FAILURE(401, "Authorization Failure", "UNAUTHORIZED"),
    INVALID_USER(401, "Invalid Authorization User Specified", "The authenticated user may not act on another user"),
    NOT_FOR_SUPERVISORS(401, "Invalid State", "A supervisor cannot set this state"),
    INVALID_SUPERVISOR(401, "Invalid Supervisor", "The agent is in no team of this supervisor"),
    FORBIDDEN(403, "Forbidden", "The user may not do this"),
    NOT_FOUND(404, "Not Found", "There is nothing of this name"),
    USER_NOT_FOUND(404, "User Not Found", "USER_NOT_FOUND"),
    DIALOG_NOT_FOUND(404, "Dialog Not Found", "DIALOG_NOT_FOUND"),
    METHOD_NOT_ALLOWED(405, "Method Not Allowed", "The resource has no such method"),
    NOT_IMPLEMENTED(501, "Not Implemented", "This deployment has no such feature"),
    UNAVAILABLE(503, "Service Unavailable", "SERVER_OUT_OF_SERVICE");

    private final int status;
    private final String text;
    private final String message;

    ErrorType(int status, String text, String message) {
        this.status = status;
        this.text = text;
        this.message = message;
    }

    int status() {
        return status;
    }

    String text() {
        return text;
    }

    String message() {
        return message;
    }

    ApiRefusal of(String data) {
        return new ApiRefusal(this, data);
    }
}
