#include "service/suppression_sync.h"

#include "email/address.h"
#include "net/net.h"
#include "service/connection_service.h"
#include "service/people.h"
#include "service/connection_keys.h"
#include "service/session.h"

namespace audience::service {

using namespace delivery;
using workspace::Suppression;
using workspace::SuppressionReason;

namespace {

// The connections that keep in step with their account.
Result<std::vector<model::SesConnection>> accounts(Session &session, const std::string &name) {
    TRY_ASSIGN(const auto all, ConnectionService(session).list());
    std::vector<model::SesConnection> wanted;
    for (const ConnectionView &one : all)
        if (one.ses && (name.empty() ? one.ses->accountSuppression : one.name == name))
            wanted.push_back(*one.ses);
    if (wanted.empty())
        return name.empty() ? Error(ErrorKind::NotFound, "suppression.no_account") : Error(ErrorKind::NotFound, "connection.unknown").with("name", name);
    return wanted;
}

struct Account {
    std::unique_ptr<net::Net> net;
    std::unique_ptr<net::HttpClient> client;
    std::unique_ptr<SesAccount> ses;

    Account(Session &session, const model::SesConnection &connection)
        : net(net::curlNet(session.workspace().clock(), session.workspace().rng())), client(net->makeClient()),
          ses(std::make_unique<SesAccount>(*client, session.workspace().clock(), connection,
                                           credentialSource(session, connection))) {}
};

// Where emails went, and who is in the data.
Result<std::map<Sha256, std::string>> namesOf(Session &session, const store::Connection &connection, const std::vector<Suppression> &unnamed, const CancelToken &cancel) {
    std::set<Sha256> wanted;
    for (const Suppression &one : unnamed)
        wanted.insert(one.hash);
    TRY_ASSIGN(auto names, addressesOf(connection, wanted));
    const auto people = People::load(session);
    if (names.size() == wanted.size() || !people || people->dataset().emailField.empty())
        return names;
    TRY_ASSIGN(const auto column, people->column(people->dataset().emailField));
    constexpr std::size_t kLookUpEvery = 4096;
    for (std::size_t row = 0; row < column->size; ++row) {
        if (row % kLookUpEvery == 0)
            TRY(cancel.check());
        if (!column->isValid(row))
            continue;
        const std::string address = engine::toText(cellOf(*column, row));
        if (const Sha256 hash = sha256(email::addressKey(address)); wanted.contains(hash))
            names.emplace(hash, address);
    }
    return names;
}

} // namespace

Result<std::vector<SuppressionSyncView>> SuppressionSync::run(const std::string &name, const std::set<SuppressionReason> &reasons, const CancelToken &cancel) {
    workspace::Workspace &file = m_session.workspace();
    if (!file.mayRunWork())
        return file.standing().asError(file.path());
    TRY_ASSIGN(const auto wanted, accounts(m_session, name));
    TRY_ASSIGN(const auto connection, file.connect(workspace::Durability::Full));
    std::vector<SuppressionSyncView> views;
    for (const model::SesConnection &one : wanted) {
        const Account account(m_session, one);
        AccountSuppression list(*account.ses, file.clock(), one.name);
        SuppressionSyncView view;
        view.connection = one.name;
        TRY_ASSIGN(view.pull, list.pull(connection, cancel));
        if (!reasons.empty()) {
            TRY_ASSIGN(const SuppressionDifference before, list.differences(connection));
            TRY_ASSIGN(const auto names, namesOf(m_session, connection, before.onlyHere, cancel));
            const auto addressOf = [&](const Sha256 &hash) {
                const auto found = names.find(hash);
                return found == names.end() ? std::string() : found->second;
            };
            TRY_ASSIGN(view.push, list.push(connection, reasons, addressOf, cancel));
        }
        TRY_ASSIGN(view.differences, list.differences(connection));
        views.push_back(std::move(view));
    }
    return views;
}

Result<std::vector<std::string>> SuppressionSync::removeFromAccounts(const std::string &address, const CancelToken &cancel) {
    workspace::Workspace &file = m_session.workspace();
    if (!file.mayRunWork())
        return file.standing().asError(file.path());
    TRY_ASSIGN(const auto wanted, accounts(m_session, {}));
    TRY_ASSIGN(const auto connection, file.connect(workspace::Durability::Full));
    std::vector<std::string> had;
    for (const model::SesConnection &one : wanted) {
        TRY(cancel.check());
        const Account account(m_session, one);
        TRY_ASSIGN(const bool wasThere, AccountSuppression(*account.ses, file.clock(), one.name).remove(connection, address));
        if (wasThere)
            had.push_back(one.name);
    }
    return had;
}

} // namespace audience::service
