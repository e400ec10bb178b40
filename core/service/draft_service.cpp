#include "service/draft_service.h"

#include "base/fault_point.h"
#include "service/session.h"
#include "store/private_file.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace audience::service {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kEnding = ".json";
constexpr std::string_view kKept = ".kept"; // and a number before the ending

int keptOf(const std::string &path) {
    const std::string slot = fs::path(path).stem().extension().string();
    return slot.rfind(kKept, 0) == 0 ? std::atoi(slot.c_str() + kKept.size()) : 0;
}

Result<Draft> draftFrom(const std::string &text) {
    TRY_ASSIGN(const Json json, parseJson(text));
    const Json *body = jsonMember(json, "body");
    Draft draft{jsonText(json, "kind"), jsonInt(json, "id"), jsonInt(json, "baseRevision"), jsonText(json, "name"),
                body ? *body : Json(), Instant{jsonInt(json, "writtenAt")}};
    if (draft.kind.empty() || !draft.body.is_object())
        return Error(ErrorKind::Corrupt, "draft.damaged");
    return draft;
}

// Out of the way but not gone: somebody may still find their words in it.
std::string setAside(const std::string &path, Instant now) {
    const std::string aside = path + ".damaged-" + std::to_string(now.micros);
    std::error_code failed;
    fs::rename(path, aside, failed);
    return failed ? path : aside;
}

} // namespace

std::string DraftService::pathOf(const std::string &kind, std::int64_t id, int kept) const {
    const std::string which = id > 0 ? std::to_string(id) : id == 0 ? std::string("new") : "new" + std::to_string(id);
    const std::string slot = kept > 0 ? std::string(kKept) + std::to_string(kept) : std::string();
    return m_session.workspace().draftsPath() + '/' + kind + '-' + which + slot + std::string(kEnding);
}

int DraftService::newestKept(const std::string &kind, std::int64_t id) const {
    std::error_code failed;
    int kept = 0;
    while (fs::exists(pathOf(kind, id, kept + 1), failed))
        ++kept;
    return kept;
}

Result<void> DraftService::save(Draft draft) const {
    draft.writtenAt = m_session.workspace().clock().now();
    const Json json{{"kind", draft.kind}, {"id", draft.id}, {"baseRevision", draft.baseRevision}, {"name", draft.name},
                    {"writtenAt", draft.writtenAt.micros}, {"body", draft.body}};
    faultPoint("draft.write");
    TRY(store::writePrivateFile(pathOf(draft.kind, draft.id, draft.kept), dumpJson(json)));
    faultPoint("draft.written");
    return {};
}

Result<std::optional<Draft>> DraftService::find(const std::string &kind, std::int64_t id) const {
    std::error_code none;
    const int kept = fs::exists(pathOf(kind, id, 0), none) ? 0 : newestKept(kind, id);
    const std::string path = pathOf(kind, id, kept);
    TRY_ASSIGN(const std::optional<std::string> text, store::readPrivateFile(path));
    if (!text)
        return std::optional<Draft>();
    Result<Draft> draft = draftFrom(*text);
    if (!draft)
        return Error(ErrorKind::Corrupt, "draft.damaged").with("kind", kind).with("path", setAside(path, m_session.workspace().clock().now()));
    draft->kept = kept;
    return std::optional<Draft>(std::move(*draft));
}

Result<DraftList> DraftService::list() const {
    DraftList list;
    std::vector<std::string> paths;
    std::error_code failed;
    // No folder: nothing was ever written.
    for (fs::directory_iterator entry(m_session.workspace().draftsPath(), failed), end; !failed && entry != end; entry.increment(failed))
        if (entry->path().extension() == kEnding)
            paths.push_back(entry->path().string());
    for (const std::string &path : paths) {
        const auto text = store::readPrivateFile(path);
        if (text && !*text)
            continue; // saved and thrown away meanwhile
        Result<Draft> draft = text ? draftFrom(**text) : Result<Draft>(text.error());
        if (draft) {
            draft->kept = keptOf(path);
            list.drafts.push_back(std::move(*draft));
        } else {
            list.setAside.push_back(setAside(path, m_session.workspace().clock().now()));
        }
    }
    std::sort(list.drafts.begin(), list.drafts.end(), [](const Draft &a, const Draft &b) { return b.writtenAt < a.writtenAt; });
    return list;
}

Result<int> DraftService::keep(const std::string &kind, std::int64_t id) const {
    const int number = newestKept(kind, id) + 1;
    const std::string path = pathOf(kind, id, 0);
    std::error_code failed;
    fs::rename(path, pathOf(kind, id, number), failed);
    if (failed)
        return Error(ErrorKind::Io, "store.file_unwritable").with("path", path).with("reason", failed.message());
    return number;
}

Result<void> DraftService::discard(const std::string &kind, std::int64_t id, int kept) const {
    const std::string path = pathOf(kind, id, kept);
    std::error_code failed;
    fs::remove(path, failed);
    if (failed)
        return Error(ErrorKind::Io, "store.file_unwritable").with("path", path).with("reason", failed.message());
    return {};
}

} // namespace audience::service
