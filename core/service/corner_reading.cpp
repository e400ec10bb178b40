// What comes in through the public corner, and what is known about it.
#include "delivery/corner_inbox.h"
#include "delivery/feed.h"
#include "email/address.h"
#include "service/corner_parts.h"
#include "service/people.h"
#include "service/session.h"

#include <unordered_map>

namespace audience::service {

namespace {

using delivery::CornerKind;

constexpr std::string_view kMissing = "data.no_people";

// Who has an address, from the data as they are now; looked through once, and only when the first guess fails.
class AddressBook {
public:
    explicit AddressBook(Session &session) : m_session(session) {}

    Result<std::vector<Ordinal>> behind(const Sha256 &address) {
        if (!m_isRead)
            TRY(read());
        std::vector<Ordinal> people;
        const auto [from, to] = m_people.equal_range(std::string(asView(address)));
        for (auto one = from; one != to; ++one)
            people.push_back(one->second);
        return people;
    }

private:
    Result<void> read() {
        m_isRead = true;
        const auto people = People::load(m_session);
        if (!people)
            return people.error().id == kMissing ? Result<void>() : Result<void>(people.error());
        if (people->dataset().emailField.empty())
            return {};
        TRY_ASSIGN(const auto addresses, people->column(people->dataset().emailField));
        people->snapshot().members().forEach([&](Ordinal person) {
            const std::string address = engine::toText(cellOf(*addresses, person));
            if (!address.empty())
                m_people.emplace(std::string(asView(sha256(email::addressKey(address)))), person);
            return true;
        });
        return {};
    }
    Session &m_session;
    bool m_isRead = false;
    std::unordered_multimap<std::string, Ordinal> m_people;
};

Result<Instant> readAt(const store::Connection &connection) {
    TRY_ASSIGN(auto row, connection.prepare("SELECT completed_at FROM feed WHERE name = ?"));
    row.bind(1, kCornerFeed);
    TRY_ASSIGN(const bool found, row.step());
    return found ? Instant{row.int64(0)} : Instant{};
}

Result<std::int64_t> numberOf(const store::Connection &connection, const char *sql) {
    TRY_ASSIGN(auto row, connection.prepare(sql));
    TRY_ASSIGN(const bool found, row.step());
    return found ? row.int64(0) : 0;
}

Result<std::uint32_t> topicId(const store::Connection &connection, const std::string &key) {
    TRY_ASSIGN(auto row, connection.prepare("SELECT id FROM topic WHERE key = ?"));
    row.bind(1, key);
    TRY_ASSIGN(const bool found, row.step());
    if (!found)
        return Error(ErrorKind::NotFound, "delivery.unknown_topic").with("topic", key);
    return static_cast<std::uint32_t>(row.int64(0));
}

bool mayHaveLost(Instant read, Instant now) { return read.micros != 0 && now - read > delivery::kInboxKeeps; }

} // namespace

Result<delivery::CornerSeal> cornerSeal(Session &session) {
    {
        TRY_ASSIGN(const auto reader, session.workspace().reader());
        TRY_ASSIGN(auto there, delivery::CornerSeal::load(*reader));
        if (there)
            return *std::move(there);
    }
    return session.workspace().write([&](const store::Connection &connection) {
        return delivery::CornerSeal::loadOrMake(connection, session.workspace().rng(), session.workspace().clock().now());
    });
}

Result<CornerView> CornerService::status() const {
    CornerView view;
    TRY_ASSIGN(const auto record, cornerRecord(m_session));
    TRY_ASSIGN(const auto reader, m_session.workspace().reader());
    if (record) {
        view.isReady = record->isReady();
        view.isBuilding = !view.isReady;
        view.plan = record->plan;
        view.stackId = record->stackId;
        view.baseUrl = record->output("BaseUrl");
        view.cdnHost = record->output("CdnHost");
        view.trackingHost = record->output("TrackingHost");
        view.bucket = record->output("BucketName");
        view.inboxUrl = record->output("InboxUrl");
        view.inboxDlqUrl = record->output("InboxDlqUrl");
        TRY_ASSIGN(view.readAt, readAt(*reader));
        view.mayHaveLost = view.isReady && mayHaveLost(view.readAt, m_session.workspace().clock().now());
    }
    if (!view.isReady)
        view.off = {CornerFeature::OneClick, CornerFeature::Preferences, CornerFeature::ViewInBrowser, CornerFeature::DoubleOptIn,
                    CornerFeature::Forms,    CornerFeature::Webhooks,    CornerFeature::Images};
    if (!view.isReady || view.plan.trackingDomain.empty())
        view.off.push_back(CornerFeature::TrackingDomain);
    TRY_ASSIGN(view.forms, numberOf(*reader, "SELECT count(*) FROM corner_entry WHERE kind = 'form'"));
    TRY_ASSIGN(view.webhooks, numberOf(*reader, "SELECT count(*) FROM corner_entry WHERE kind = 'webhook'"));
    TRY_ASSIGN(view.malformed, numberOf(*reader, "SELECT value FROM event_counter WHERE name = 'corner.malformed'"));
    TRY_ASSIGN(view.refused, numberOf(*reader, "SELECT value FROM event_counter WHERE name = 'corner.not_sealed_here'"));
    return view;
}

Result<delivery::CornerReport> CornerService::readInbox(const CancelToken &cancel) {
    TRY_ASSIGN(const auto record, cornerRecord(m_session));
    if (!record || !record->isReady())
        return delivery::CornerReport{};
    workspace::Workspace &file = m_session.workspace();
    if (!file.mayRunWork())
        return file.standing().asError(file.path());
    TRY_ASSIGN(const delivery::CornerSeal seal, cornerSeal(m_session));
    TRY_ASSIGN(const CornerClient amazon, cornerClient(m_session, *record));
    TRY_ASSIGN(const auto connection, file.connect(workspace::Durability::Full));
    AddressBook book(m_session);
    delivery::CornerIntake intake(connection, file.clock(), seal, &file.audit(),
                                  [&](const Sha256 &address, Ordinal) { return book.behind(address); });
    TRY_ASSIGN(const Instant before, readAt(connection));
    auto report = delivery::CornerInbox(intake, *amazon.client, record->output("InboxUrl")).drain(cancel);
    // What came into the second queue could not be read twenty times, by this or an older version.
    if (report) {
        if (const auto late = delivery::CornerInbox(intake, *amazon.client, record->output("InboxDlqUrl")).drain(cancel))
            report->add(*late);
        else
            report = late.error();
    }
    const Instant now = file.clock().now();
    if (!report) {
        TRY(delivery::markFeedFailed(connection, kCornerFeed, report.error().id, now));
        return report;
    }
    TRY(delivery::markFeedComplete(connection, kCornerFeed, now));
    if (mayHaveLost(before, now))
        TRY(file.write([&](const store::Connection &writer) -> Result<void> {
            TRY(file.audit().append(writer, {"corner.not_read_in_time", "inbox", Json{{"last_read", toIso(before)}, {"days_kept", 14}}, {}, {}}));
            return {};
        }));
    return report;
}

Result<std::string> CornerService::confirmLink(const std::string &address, const std::string &topic) {
    TRY_ASSIGN(const CornerRecord record, requireCorner(m_session));
    TRY(email::checkAddress(address));
    TRY_ASSIGN(const delivery::CornerSeal seal, cornerSeal(m_session));
    TRY_ASSIGN(const auto reader, m_session.workspace().reader());
    TRY_ASSIGN(const std::uint32_t id, topicId(*reader, topic));
    return record.output("BaseUrl") + "/x/c/" + seal.seal({CornerKind::Confirm, sha256(email::addressKey(address)), 0, 0, id});
}

Result<std::string> CornerService::formLink(const std::string &topic) {
    TRY_ASSIGN(const CornerRecord record, requireCorner(m_session));
    TRY_ASSIGN(const delivery::CornerSeal seal, cornerSeal(m_session));
    TRY_ASSIGN(const auto reader, m_session.workspace().reader());
    TRY_ASSIGN(const std::uint32_t id, topicId(*reader, topic));
    return record.output("BaseUrl") + "/p/form.html#" + seal.seal({CornerKind::Form, {}, 0, 0, id});
}

Result<std::string> CornerService::hookLink(const std::string &name) {
    TRY_ASSIGN(const CornerRecord record, requireCorner(m_session));
    TRY_ASSIGN(const delivery::CornerSeal seal, cornerSeal(m_session));
    const auto idOfHook = [&](const store::Connection &connection) -> Result<std::int64_t> {
        TRY_ASSIGN(auto insert, connection.prepare("INSERT OR IGNORE INTO corner_hook (name) VALUES (?)"));
        insert.bind(1, name);
        TRY(insert.run());
        TRY_ASSIGN(auto row, connection.prepare("SELECT id FROM corner_hook WHERE name = ?"));
        row.bind(1, name);
        TRY_ASSIGN(const bool found, row.step());
        return found ? row.int64(0) : 0;
    };
    TRY_ASSIGN(const std::int64_t id, m_session.workspace().write(idOfHook));
    return record.output("BaseUrl") + "/x/w/" + seal.seal({CornerKind::Webhook, {}, 0, 0, static_cast<std::uint32_t>(id)});
}

Result<std::vector<CornerSignUp>> CornerService::entries(const std::string &kind, int most) const {
    TRY_ASSIGN(const auto reader, m_session.workspace().reader());
    TRY_ASSIGN(auto rows, reader->prepare("SELECT e.kind, e.at, coalesce(CASE e.kind WHEN 'form' THEN t.key ELSE h.name END, ''), e.body, "
                                          "EXISTS (SELECT 1 FROM corner_entry c WHERE c.kind = 'confirm' AND c.address = e.address "
                                          "AND c.subject = e.subject AND c.at >= e.at) "
                                          "FROM corner_entry e LEFT JOIN topic t ON t.id = e.subject LEFT JOIN corner_hook h ON h.id = e.subject "
                                          "WHERE e.kind = ? ORDER BY e.id DESC LIMIT ?"));
    rows.bind(1, kind).bind(2, most);
    std::vector<CornerSignUp> entries;
    while (true) {
        TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return entries;
        entries.push_back({std::string(rows.text(0)), Instant{rows.int64(1)}, std::string(rows.text(2)), rows.int64(4) != 0, std::string(rows.blob(3))});
    }
}

} // namespace audience::service
