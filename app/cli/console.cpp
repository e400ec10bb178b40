#include "app/cli/console.h"

#include "app/bootstrap/bootstrap.h"
#include "app/cli/commands/template_commands.h"
#include "app/cli/secret_input.h"
#include "insight/svg_chart.h"
#include "qbase/convert.h"
#include "service/connection_keys.h"
#include "ui/text/sentences.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <utility>

#ifdef _WIN32
#include <io.h>
#define isatty _isatty
#else
#include <unistd.h>
#endif

namespace audience::cli {

CLI::App *Console::add(CLI::App &parent, const std::string &name, const std::string &about, bool needsWorkspace,
                       std::function<int()> run) {
    CLI::App *command = parent.add_subcommand(name, about);
    command->add_flag("--json", json, "One JSON document on standard output");
    command->add_flag("--quiet", quiet, "Say nothing but what was asked for");
    if (needsWorkspace) {
        command->add_option("--workspace", workspacePath, "The workspace file (default: $AUDIENCE_WORKSPACE)");
        command->add_option("--mfa-code", mfaCode, "The code of your MFA device, where the keys of a connection want one");
    }
    command->callback([this, run = std::move(run)] {
        // Not CLI11's envname: it fills the option of every command, and the last one would win over what was typed.
        if (workspacePath.empty())
            workspacePath = qgetenv("AUDIENCE_WORKSPACE").toStdString();
        exitCode = run();
    });
    return command;
}

void Console::addNow(CLI::App &command) {
    command.add_option("--now", now, "Work as if it were this time (ISO 8601, UTC)");
}

Result<std::shared_ptr<service::Session>> Console::session(bool readOnly) const {
    if (workspacePath.empty())
        return Error(ErrorKind::Invalid, "cli.no_workspace");
    service::setMfaAsk([code = mfaCode](const std::string &serial) mutable -> std::string {
        if (!code.empty())
            return std::exchange(code, {});
        return isatty(0) != 0 ? std::string(readSecretLine("Code of the MFA device " + serial + ": ").view()) : std::string();
    });
    TRY_ASSIGN(auto session, service::Session::open(workspacePath, bootstrap::sessionOptions(readOnly)));
    if (!now.empty()) {
        const auto instant = instantFromIso(now);
        if (!instant)
            return Error(ErrorKind::Invalid, "cli.bad_time").with("value", now);
        session->setNow(*instant);
    }
    if (!quiet)
        for (const Error &warning : session->workspace().warnings())
            note(sentenceOf(warning.id, warning.args));
    return session;
}

// Data is shown to people: what a terminal would take for an order (the controls of ASCII and those of U+0080 to U+009F)
// becomes U+FFFD.
static std::string printable(const std::string &text) {
    constexpr std::string_view kSign = "\xEF\xBF\xBD";
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const bool isTwo = byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
        if (isTwo || byte == 0x7F || (byte < 0x20 && byte != '\n' && byte != '\t'))
            out += kSign;
        else
            out += text[i];
        i += isTwo ? 1 : 0;
    }
    return out;
}

void Console::say(const std::string &text) const {
    if (!json && !quiet)
        line(text);
}

int Console::done(const std::string &text, Json facts) const {
    if (json) {
        facts["done"] = true;
        document(facts);
    }
    say(text);
    return kDone;
}

void Console::line(const std::string &text) const { std::cout << printable(text) << '\n'; }
void Console::document(const Json &value) const { std::cout << dumpJsonPretty(value) << '\n'; }
void Console::note(const std::string &sentence) { std::cerr << printable(sentence) << '\n'; }

int Console::fail(const Error &error) const {
    auto args = error.args;
    args.emplace_back("detail", error.detail);
    std::string sentence = sentenceOf(error.id, args);
    // Which of the conditions it is; where there is one there is nothing to tell.
    const std::string where(error.arg("path"));
    if (where.rfind("/rule/", 0) == 0 && std::count(where.begin(), where.end(), '/') > 2 && sentence.find(where) == std::string::npos)
        sentence = where + ": " + sentence;
    note(sentence);
    return error.id.rfind("cli.", 0) == 0 && error.id != "cli.file_unreadable" ? kWrongUse : kFailed;
}

std::function<void(std::int64_t, std::int64_t)> Console::progress(const std::string &what) const {
    if (quiet || !isatty(2))
        return {};
    return [what](std::int64_t done, std::int64_t total) {
        if (total > 0)
            std::fprintf(stderr, "\r%s: %lld of %lld   ", what.c_str(), static_cast<long long>(done), static_cast<long long>(total));
        else
            std::fprintf(stderr, "\r%s: %lld   ", what.c_str(), static_cast<long long>(done));
        if (total > 0 && done >= total)
            std::fputc('\n', stderr);
    };
}

// In pieces, so that what never ends does.
static bool readUpTo(std::istream &from, std::size_t most, std::string &text) {
    std::array<char, 65536> piece{};
    while (text.size() <= most && (from.read(piece.data(), piece.size()) || from.gcount() > 0))
        text.append(piece.data(), static_cast<std::size_t>(from.gcount()));
    return !from.bad();
}

Result<std::string> readText(const std::string &path) { return readText(path, 512'000'000); }

Result<std::string> readText(const std::string &path, std::size_t most) {
    // A folder opens like a file and then reads as empty.
    std::error_code ignored;
    std::ifstream file;
    if (path != "-")
        file.open(path, std::ios::binary);
    std::string text;
    if (path != "-" && (!file || std::filesystem::is_directory(path, ignored)))
        return Error(ErrorKind::Io, "cli.file_unreadable").with("path", path);
    if (!readUpTo(path == "-" ? std::cin : file, most, text))
        return Error(ErrorKind::Io, "cli.file_unreadable").with("path", path);
    if (text.size() > most)
        return Error(ErrorKind::Limit, "cli.file_too_large").with("path", path).with("limit", std::to_string(most / 1'000'000));
    return text;
}

std::string sentenceOf(const std::string &id, const std::vector<std::pair<std::string, std::string>> &args) {
    auto shown = args;
    for (auto &[name, value] : shown)
        value = shortened(value);
    return toUtf8(ui::sentence(id, shown));
}

std::string shortened(const std::string &text, std::size_t most) {
    std::size_t end = std::min(text.size(), most);
    while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end;
    std::string shown = text.substr(0, end);
    std::replace(shown.begin(), shown.end(), '\n', ' '); // a value makes no lines of its own
    return end < text.size() ? shown + "\xE2\x80\xA6" : shown;
}

std::string reasonText(const std::string &reason) { return toUtf8(ui::reasonText(reason)); }

std::string grouped(std::int64_t value) { return insight::groupedNumber(static_cast<double>(value)); }

} // namespace audience::cli
