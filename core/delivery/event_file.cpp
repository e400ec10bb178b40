// Events from a file, in any of the forms people have them in.
#include "base/json.h"
#include "base/text.h"
#include "delivery/event_intake.h"

#include <filesystem>
#include <fstream>

namespace audience::delivery {

namespace {

constexpr std::size_t kBatch = 500;
constexpr std::uintmax_t kMaxBytes = 512u << 20;

Result<std::string> readFile(const std::string &path) {
    const std::filesystem::path native(std::u8string(path.begin(), path.end()));
    std::error_code failed;
    const std::uintmax_t size = std::filesystem::file_size(native, failed);
    if (failed)
        return Error(ErrorKind::Io, "event.file_unreadable")
            .with("path", path)
            .because(failed.message());
    if (size > kMaxBytes)
        return Error(ErrorKind::Limit, "event.file_too_large")
            .with("path", path)
            .with("limit", std::to_string(kMaxBytes >> 20));
    std::ifstream file(native, std::ios::binary);
    std::string text(static_cast<std::size_t>(size), '\0');
    if (!file.read(text.data(), static_cast<std::streamsize>(size)))
        return Error(ErrorKind::Io, "event.file_unreadable").with("path", path);
    return text;
}

void addDocument(const Json &document, const std::string &source, std::vector<RawEvent> &events) {
    const Json *messages = document.is_object() ? jsonMember(document, "Messages") : nullptr;
    if (document.is_array() || (messages && messages->is_array())) {
        for (const Json &item : document.is_array() ? document : *messages)
            addDocument(item, source, events);
    } else if (document.is_string()) {
        events.push_back({source, document.get<std::string>()});
    } else if (document.is_object() && document.contains("ReceiptHandle")) {
        events.push_back({source, jsonText(document, "Body")});
    } else {
        events.push_back({source, dumpJson(document)});
    }
}

std::vector<RawEvent> split(const std::string &text, const std::string &source) {
    std::vector<RawEvent> events;
    if (const auto whole = parseJson(text)) {
        addDocument(*whole, source, events);
        return events;
    }
    std::string_view rest = text;
    while (!rest.empty()) {
        const auto end = rest.find('\n');
        const std::string_view line = trimmed(rest.substr(0, end));
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        if (line.empty())
            continue;
        if (const auto document = parseJson(line))
            addDocument(*document, source, events);
        else
            events.push_back({source, std::string(line)});
    }
    return events;
}

} // namespace

Result<IntakeReport> EventIntake::importFile(const std::string &path, const CancelToken &cancel) {
    TRY_ASSIGN(const std::string text, readFile(path));
    const std::filesystem::path native(std::u8string(path.begin(), path.end()));
    const std::vector<RawEvent> events = split(text, native.filename().string());
    IntakeReport report;
    for (std::size_t at = 0; at < events.size(); at += kBatch) {
        TRY(cancel.check());
        TRY_ASSIGN(const IntakeReport part,
                   take(std::span(events).subspan(at, std::min(kBatch, events.size() - at))));
        report.add(part);
    }
    return report;
}

} // namespace audience::delivery
