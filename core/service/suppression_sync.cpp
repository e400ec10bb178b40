#include "service/suppression_sync.h"

#include "email/address.h"
#include "net/net.h"
#include "service/connection_service.h"
#include "service/people.h"
#include "service/connection_keys.h"
#include "service/kept_error.h"
#include "service/session.h"

#include <algorithm>

namespace audience::service {

using namespace delivery;
using workspace::Suppression;
using workspace::SuppressionReason;

namespace {

constexpr const char *kLast = "suppression_last"; // how the last time of each account ended

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

Result<SuppressionSyncView> runOne(Session &session, const store::Connection &connection, const model::SesConnection &ses, const std::set<SuppressionReason> &reasons,
                                   const CancelToken &cancel, Progress *progress) {
    const Account account(session, ses);
    AccountSuppression list(*account.ses, session.workspace().clock(), ses.name);
    SuppressionSyncView view;
    view.connection = ses.name;
    TRY_ASSIGN(view.pull, list.pull(connection, cancel));
    if (!reasons.empty()) {
        TRY_ASSIGN(const SuppressionDifference before, list.differences(connection));
        TRY_ASSIGN(const auto names, namesOf(session, connection, before.onlyHere, cancel));
        if (progress)
            progress->setTotal(progress->state().total + std::count_if(before.onlyHere.begin(), before.onlyHere.end(), [&](const Suppression &blocked) { return reasons.contains(blocked.reason); }));
        const auto addressOf = [&](const Sha256 &hash) {
            if (progress)
                progress->add(1);
            const auto found = names.find(hash);
            return found == names.end() ? std::string() : found->second;
        };
        TRY_ASSIGN(view.push, list.push(connection, reasons, addressOf, cancel));
    }
    TRY_ASSIGN(view.differences, list.differences(connection));
    return view;
}

} // namespace

Result<std::vector<SyncedAccount>> SuppressionSync::accounts() const {
    const auto wanted = service::accounts(m_session, {});
    if (!wanted && wanted.error().id == "suppression.no_account")
        return std::vector<SyncedAccount>();
    if (!wanted)
        return wanted.error();
    TRY_ASSIGN(const Json kept, m_session.workspace().setting(kLast));
    std::vector<SyncedAccount> all;
    for (const model::SesConnection &one : *wanted) {
        SyncedAccount account;
        account.connection = one.name;
        if (const Json *last = kept.is_object() ? jsonMember(kept, one.name) : nullptr; last && last->is_object()) {
            account.at = instantFromIso(jsonText(*last, "at")).value_or(Instant{});
            account.listed = jsonInt(*last, "listed");
            account.added = jsonInt(*last, "added");
            account.put = jsonInt(*last, "put");
            account.onlyHere = jsonInt(*last, "only_here");
            account.nameless = jsonInt(*last, "nameless");
            account.refused = jsonInt(*last, "refused");
            account.wasTold = jsonBool(*last, "told");
            if (const Json *fault = jsonMember(*last, "fault"))
                account.fault = errorFrom(*fault);
        }
        all.push_back(std::move(account));
    }
    return all;
}

void SuppressionSync::keep(const std::string &connection, const Result<SuppressionSyncView> &ended, bool wasTold) const {
    const auto kept = m_session.workspace().setting(kLast);
    if (!kept || (!ended && ended.error().kind == ErrorKind::Cancelled))
        return;
    Json all = kept->is_object() ? *kept : Json::object();
    Json &last = all[connection];
    if (!last.is_object())
        last = Json::object();
    last["at"] = toIso(m_session.workspace().clock().now());
    last["told"] = wasTold;
    last["fault"] = keptError(ended ? std::nullopt : std::optional(ended.error()));
    if (ended) {
        last["listed"] = ended->pull.listed + ended->push.put;
        last["added"] = ended->pull.added;
        last["put"] = ended->push.put;
        last["only_here"] = ended->differences.onlyHere.size();
        last["nameless"] = ended->push.nameless;
        last["refused"] = ended->push.refused;
    }
    (void)m_session.workspace().keepFigures(kLast, all); // a busy file: told by the next one
}

Result<std::vector<SuppressionSyncView>> SuppressionSync::run(const std::string &name, const std::set<SuppressionReason> &reasons, const CancelToken &cancel,
                                                              Progress *progress) {
    workspace::Workspace &file = m_session.workspace();
    if (!file.mayRunWork())
        return file.standing().asError(file.path());
    TRY_ASSIGN(const auto wanted, service::accounts(m_session, name));
    TRY_ASSIGN(const auto connection, file.connect(workspace::Durability::Full));
    std::vector<SuppressionSyncView> views;
    for (const model::SesConnection &one : wanted) {
        auto view = runOne(m_session, connection, one, reasons, cancel, progress);
        keep(one.name, view, !reasons.empty());
        if (!view)
            return std::move(view).error();
        views.push_back(*std::move(view));
    }
    return views;
}

Result<std::vector<std::string>> SuppressionSync::removeFromAccounts(const std::string &address, const CancelToken &cancel) {
    workspace::Workspace &file = m_session.workspace();
    if (!file.mayRunWork())
        return file.standing().asError(file.path());
    TRY_ASSIGN(const auto wanted, service::accounts(m_session, {}));
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
