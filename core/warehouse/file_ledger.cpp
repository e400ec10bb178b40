#include "warehouse/file_ledger.h"

#include "base/digest.h"
#include "base/json.h"
#include "qbase/convert.h"

#include <QFile>

namespace audience::warehouse {

Result<std::string> fileHash(const std::string &path, const CancelToken &cancel) {
    constexpr std::size_t kBlock = std::size_t{1} << 20;
    QFile file(toQString(path));
    if (!file.open(QIODevice::ReadOnly))
        return Error(file.exists() ? ErrorKind::Io : ErrorKind::NotFound, file.exists() ? "ingest.read_failed" : "ingest.file_missing").with("path", path);
    Xxh128Stream hash;
    std::string block(kBlock, '\0');
    for (;;) {
        TRY(cancel.check());
        const qint64 got = file.read(block.data(), kBlock);
        if (got < 0)
            return Error(ErrorKind::Io, "ingest.read_failed").with("path", path);
        if (got == 0)
            return toHex(hash.finish());
        hash.add(std::string_view(block.data(), static_cast<std::size_t>(got)));
    }
}

FileLedger::FileLedger(std::string_view text) {
    const auto json = text.starts_with('{') ? parseJson(text) : Result<Json>(Json());
    const Json *files = json && json->is_object() ? jsonMember(*json, "files") : nullptr;
    if (!files || !files->is_array()) {
        setUpTo(std::string(text));
        return;
    }
    setUpTo(jsonText(*json, "up_to"));
    for (const Json &one : *files)
        if (one.is_array() && one.size() == 4 && one[0].is_string() && one[1].is_number_integer() && one[2].is_string() && one[3].is_string())
            add({one[0].get<std::string>(), one[1].get<std::int64_t>(), one[2].get<std::string>(), one[3].get<std::string>()});
}

void FileLedger::setUpTo(std::string name) {
    m_upTo = m_last = std::move(name);
    m_upToText = dumpJson(Json(m_upTo));
}

Result<FileLedger::Standing> FileLedger::standingOf(const FolderFile &file, std::set<std::string, std::less<>> &taken, const CancelToken &cancel, Now *as) const {
    const auto named = m_byName.find(file.name);
    if (named == m_byName.end() && !m_upTo.empty() && (file.name == m_upTo || naturallyBefore(file.name, m_upTo)))
        return Standing::Read;
    if (named != m_byName.end()) {
        TRY_ASSIGN(const std::string mark, fileMark(file.path));
        if (m_files[named->second].mark == mark)
            return Standing::Read;
    }
    const auto [begin, end] = m_bySize.equal_range(file.size);
    if (begin != end) {
        TRY_ASSIGN(std::string mark, fileMark(file.path));
        TRY_ASSIGN(std::string hash, fileHash(file.path, cancel));
        for (auto at = begin; at != end; ++at)
            if (const ReadFile &one = m_files[at->second]; one.hash == hash && (one.name == file.name || taken.insert(one.name).second)) {
                if (as)
                    *as = {{file.name, file.size, std::move(hash), std::move(mark)}, one.name};
                return Standing::Read;
            }
    }
    return named != m_byName.end() ? Standing::Replaced : Standing::New;
}

void FileLedger::add(ReadFile file) {
    m_last = file.name;
    const auto [at, isNew] = m_byName.emplace(file.name, m_files.size());
    if (isNew) {
        append(file);
        m_bySize.emplace(file.size, m_files.size());
        m_files.push_back(std::move(file));
        return;
    }
    // What it was before is forgotten: should that come back, it is read again. The last one stands last.
    m_files.erase(m_files.begin() + static_cast<std::ptrdiff_t>(at->second));
    m_files.push_back(std::move(file));
    tellAnew();
}

void FileLedger::rename(std::vector<Now> all) {
    if (all.empty())
        return;
    std::set<std::string, std::less<>> gone;
    for (const Now &one : all) {
        gone.insert(one.former);
        gone.insert(one.file.name);
    }
    std::erase_if(m_files, [&](const ReadFile &one) { return gone.contains(one.name); });
    for (Now &one : all)
        m_files.push_back(std::move(one.file));
    m_last = m_files.back().name;
    tellAnew();
}

void FileLedger::tellAnew() {
    m_text.clear();
    m_byName.clear();
    m_bySize.clear();
    for (std::size_t i = 0; i < m_files.size(); ++i) {
        append(m_files[i]);
        m_byName[m_files[i].name] = i;
        m_bySize.emplace(m_files[i].size, i);
    }
}

void FileLedger::append(const ReadFile &file) {
    m_text += (m_text.empty() ? "" : ",") + dumpJson(Json::array({file.name, file.size, file.hash, file.mark}));
}

} // namespace audience::warehouse
