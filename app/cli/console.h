// What every command needs: options shared by all, the open session, and the three ways of speaking:
// words on stdout, one JSON document on stdout, one sentence on stderr when something is wrong.
#pragma once

#include "base/json.h"
#include "base/result.h"
#include "service/session.h"

#include <CLI/CLI.hpp>

#include <functional>
#include <memory>
#include <string>

namespace audience::cli {

enum ExitCode { kDone = 0, kFailed = 1, kWrongUse = 2 };

class Console {
public:
    std::string workspacePath;
    std::string now, mfaCode;
    bool json = false;
    bool quiet = false;
    int exitCode = kDone;

    // A command under `parent` with --json, --quiet and, where it works on a workspace, --workspace.
    CLI::App *add(CLI::App &parent, const std::string &name, const std::string &about, bool needsWorkspace,
                  std::function<int()> run);
    void addNow(CLI::App &command); // --now ISO

    // The workspace of --workspace or AUDIENCE_WORKSPACE.
    Result<std::shared_ptr<service::Session>> session(bool readOnly = false) const;

    void say(const std::string &line) const;       // unless --json or --quiet
    int done(const std::string &text, Json facts = Json::object()) const; // a command that only acts
    void document(const Json &json) const;         // the one JSON document
    void line(const std::string &text) const;      // payload: always, byte for byte plus a line end
    int fail(const Error &error) const;            // the sentence on stderr; the exit code
    static void note(const std::string &sentence); // on stderr
    // Progress on stderr where it is a terminal.
    std::function<void(std::int64_t done, std::int64_t total)> progress(const std::string &what) const;
};

// Runs body(session) -> Result<int> on the workspace and turns an error into its sentence.
template <class Body> int withSession(const Console &console, Body body) {
    auto session = console.session();
    if (!session)
        return console.fail(session.error());
    Result<int> code = body(**session);
    return code ? *code : console.fail(code.error());
}

// The text of a file, or of standard input for "-". Error "cli.file_unreadable" {path}.
Result<std::string> readText(const std::string &path);
std::string sentenceOf(const std::string &id, const std::vector<std::pair<std::string, std::string>> &args);
std::string reasonText(const std::string &reason);
std::string shortened(const std::string &text, std::size_t most = 400); // bytes; a text of a megabyte would bury the line, one of several lines forge some
std::string grouped(std::int64_t value);

} // namespace audience::cli
