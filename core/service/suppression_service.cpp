#include "service/suppression_service.h"

#include "base/text.h"
#include "email/address.h"
#include "service/people.h"
#include "service/session.h"

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

namespace audience::service {

using workspace::SuppressionReason;
using workspace::SuppressionRepository;

namespace {

SuppressionRepository repository(Session &session) {
    return {session.workspace(), &email::addressKey};
}

// Who of the people in the data has one of the hashes.
Result<void> nameAddresses(Session &session, BlockedList &list, const CancelToken &cancel) {
    std::map<std::string, BlockedAddress *> wanted;
    for (BlockedAddress &one : list.newest)
        if (one.address.empty())
            wanted.emplace(one.hash, &one);
    const auto people = People::load(session);
    if (wanted.empty() || !people || people->dataset().emailField.empty())
        return {}; // without people in the data no address is known
    TRY_ASSIGN(const auto column, people->column(people->dataset().emailField));
    constexpr std::size_t kLookUpEvery = 4096;
    for (std::size_t row = 0; row < column->size && !wanted.empty(); ++row) {
        if (row % kLookUpEvery == 0)
            TRY(cancel.check());
        if (!column->isValid(row))
            continue;
        const std::string address = engine::toText(cellOf(*column, row));
        const auto found = wanted.find(toHex(sha256(email::addressKey(address))));
        if (found == wanted.end())
            continue;
        found->second->address = address;
        wanted.erase(found);
    }
    return {};
}

// The address of a line of any table: the cell with an "@".
std::string addressIn(std::string_view line) {
    while (!line.empty()) {
        const std::size_t end = std::min(line.find_first_of(",;\t"), line.size());
        std::string_view cell = trimmed(line.substr(0, end));
        line.remove_prefix(std::min(end + 1, line.size()));
        if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"')
            cell = trimmed(cell.substr(1, cell.size() - 2));
        if (cell.find('@') != std::string_view::npos)
            return std::string(cell);
    }
    return {};
}

constexpr std::string_view kOwnHeading = "hash,reason,time,source";

// One address a line, whatever table it came in.
Result<std::string> addressLines(const std::string &text) {
    std::string lines, line;
    std::istringstream input(text);
    for (int number = 1; std::getline(input, line); ++number) {
        const std::string_view whole = trimmed(line);
        if (number == 1 && whole == kOwnHeading)
            return text;
        const std::string address = addressIn(whole);
        const bool isHash = whole.size() == 64 && fromHex(whole).has_value();
        if (address.empty() && !isHash) {
            if (whole.empty() || number == 1)
                continue;
            return Error(ErrorKind::Invalid, "suppression.bad_line").with("line", std::to_string(number));
        }
        lines += (isHash ? std::string(whole) : address) + "\n";
    }
    return lines;
}

} // namespace

Result<BlockedList> SuppressionService::list(const std::string &address, int most, const CancelToken &cancel) const {
    BlockedList list;
    {
        TRY_ASSIGN(const auto reader, m_session.workspace().reader());
        TRY_ASSIGN(list.total, reader->scalar("SELECT count(*) FROM suppression"));
        const std::string wanted(trimmed(address));
        const Sha256 hash = repository(m_session).hashOf(wanted);
        TRY_ASSIGN(auto read, reader->prepare(wanted.empty() ? "SELECT lower(hex(hash)), reason, at, source FROM suppression "
                                                               "ORDER BY at DESC, hash LIMIT ?1"
                                                             : "SELECT lower(hex(hash)), reason, at, source FROM suppression "
                                                               "WHERE hash = ?2 LIMIT ?1"));
        read.bind(1, static_cast<std::int64_t>(most));
        if (!wanted.empty())
            read.bindBlob(2, asView(hash));
        while (true) {
            TRY_ASSIGN(const bool row, read.step());
            if (!row)
                break;
            list.newest.push_back({wanted, std::string(read.text(0)),
                                   std::string(toText(static_cast<SuppressionReason>(read.int64(1)))), std::string(read.text(3)),
                                   Instant{read.int64(2)}});
        }
    }
    TRY(nameAddresses(m_session, list, cancel));
    return list;
}

Result<bool> SuppressionService::add(const std::string &address, const std::string &why) {
    TRY_ASSIGN(const email::Mailbox mailbox, email::parseAddress(std::string(trimmed(address))));
    (void)mailbox;
    return repository(m_session).add(trimmed(address), SuppressionReason::Manual, trimmed(why));
}

Result<std::optional<workspace::Suppression>> SuppressionService::remove(const std::string &address) {
    return repository(m_session).remove(trimmed(address));
}

Result<void> SuppressionService::restore(const workspace::Suppression &blocked) {
    return repository(m_session).restore(blocked);
}

Result<void> SuppressionService::undoImport(const std::vector<workspace::Suppression> &added) {
    return repository(m_session).undoImport(added);
}

Result<std::vector<workspace::Suppression>> SuppressionService::importFile(const std::string &path, Progress *progress, const CancelToken &cancel) {
    std::ifstream file(path, std::ios::binary);
    std::error_code ignored;
    if (!file || !std::filesystem::is_regular_file(path, ignored))
        return Error(ErrorKind::Io, "suppression.unreadable").with("path", path);
    return importText({std::istreambuf_iterator<char>(file), {}}, std::filesystem::path(path).filename().string(), progress, cancel);
}

Result<std::vector<workspace::Suppression>> SuppressionService::importText(const std::string &text, const std::string &source, Progress *progress,
                                                                           const CancelToken &cancel) {
    TRY_ASSIGN(const std::string lines, addressLines(text));
    return repository(m_session).importLines(lines, source, progress, cancel);
}

} // namespace audience::service
