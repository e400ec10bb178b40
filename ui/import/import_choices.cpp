#include "ui/import/import_choices.h"

#include "qbase/convert.h"
#include "qbase/time_zone.h"
#include "service/definition_guess.h"

#include <QFileInfo>
#include <QLocale>

#include <algorithm>

namespace audience::ui {

using store::DatasetRole;

const service::DatasetView *ImportSurroundings::find(const std::string &name) const {
    for (const auto &dataset : datasets)
        if (dataset.name == name)
            return &dataset;
    return nullptr;
}

const service::DatasetView *ImportSurroundings::people() const {
    for (const auto &dataset : datasets)
        if (dataset.role == "profiles")
            return &dataset;
    return nullptr;
}

ingest::ImportSpec ImportChoices::toSpec() const {
    ingest::ImportSpec out = spec;
    if (isEvents()) {
        out.key.clear();
        out.mode = spec.mode == store::WriteMode::Replace ? spec.mode : store::WriteMode::Append;
        if (!out.nameColumn.empty())
            out.eventName.clear();
    } else {
        out.profile.clear();
        out.time.clear();
        out.nameColumn.clear();
        out.eventName.clear();
    }
    if (!isPeople()) {
        out.email.clear();
        out.id.clear();
    }
    if (!isPeople() || agreement != Agreement::Column) {
        out.consent.clear();
        out.consentYes.clear();
    }
    return out;
}

QString ImportChoices::openQuestion() const {
    if (spec.name.empty())
        return QStringLiteral("importName");
    if (isPeople() && spec.key.empty())
        return QStringLiteral("importKey");
    if (isEvents() && spec.profile.empty())
        return QStringLiteral("importProfile");
    if (isEvents() && spec.time.empty())
        return QStringLiteral("importTime");
    if (isEvents() && spec.nameColumn.empty() && spec.eventName.empty())
        return QStringLiteral("importNameColumn");
    if (isPeople() && agreement == Agreement::Column && spec.consent.empty())
        return QStringLiteral("importConsent");
    if (isPeople() && agreement == Agreement::Everybody && basis.empty())
        return QStringLiteral("importBasis");
    return {};
}

namespace {

bool hasColumn(const ingest::Preview &preview, const std::string &name) {
    return std::any_of(preview.fields.begin(), preview.fields.end(), [&](const auto &field) { return field.field.name == name; });
}

// The column that names the person of a row: the key of the people, by name.
std::string profileColumn(const ingest::Preview &preview, const service::DatasetView *people) {
    if (people && hasColumn(preview, people->keyField))
        return people->keyField;
    for (const char *name : {"customer_id", "user_id", "person_id", "contact_id", "profile_id", "customer", "user", "email"})
        for (const auto &field : preview.fields)
            if (QString::compare(toQString(field.field.name), QLatin1String(name), Qt::CaseInsensitive) == 0)
                return field.field.name;
    return {};
}

// The file may hold people twice, so the key need not be unique to be the key.
std::string keyByName(const ingest::Preview &preview) {
    for (const char *name : {"customer_id", "id", "user_id", "person_id", "contact_id", "profile_id", "customer_number", "email"})
        for (const auto &field : preview.fields)
            if (QString::compare(toQString(field.field.name), QLatin1String(name), Qt::CaseInsensitive) == 0)
                return field.field.name;
    return preview.email;
}

// A list with many bad addresses is still a list of people: the name of the column says so.
std::string emailByName(const ingest::Preview &preview) {
    for (const char *name : {"email", "e-mail", "email_address", "mail"})
        for (const auto &field : preview.fields)
            if (QString::compare(toQString(field.field.name), QLatin1String(name), Qt::CaseInsensitive) == 0)
                return field.field.name;
    return {};
}

DatasetRole guessRole(const ingest::Preview &preview, const ImportSurroundings &around, const std::string &profile, const std::string &email) {
    const bool hasPeople = around.people() != nullptr;
    // A person, a time and no address: something people did. An address: people. The first file: people.
    const bool profileRepeats = !profile.empty() && profile != preview.key;
    if (!preview.time.empty() && (!preview.eventName.empty() || (profileRepeats && email.empty())))
        return DatasetRole::Events;
    if (!email.empty() || (!hasPeople && !preview.key.empty() && profile.empty()))
        return DatasetRole::Profiles;
    return DatasetRole::Table;
}

void guessPurchase(ImportChoices &choices, const ingest::Preview &preview, const ImportSurroundings &around) {
    choices.definition = around.definition.definition;
    if (!around.definition.isSet())
        choices.definition.zone = around.guess.zone;
    if (around.definition.isSet() || !choices.isEvents())
        return;
    service::EventChoice names;
    std::vector<service::EventChoice> events;
    for (const auto &field : preview.fields) {
        using engine::ColumnType;
        const ColumnType type = field.field.type;
        if ((type == ColumnType::Int64 || type == ColumnType::Decimal || type == ColumnType::Double) && field.field.name != choices.spec.profile)
            names.numbers.push_back({field.field.name, std::string(engine::toText(type)), true});
    }
    const auto add = [&](const std::string &name) {
        events.push_back(names);
        events.back().name = name;
    };
    if (choices.spec.nameColumn.empty())
        add(choices.spec.eventName);
    for (const auto &field : preview.fields)
        if (field.field.name == choices.spec.nameColumn)
            for (const std::string &sample : field.samples)
                add(sample);
    const auto guess = service::guessDefinition(events, {});
    choices.definition.purchaseEvent = guess.purchaseEvent;
    choices.definition.valueField = guess.valueField;
    choices.definition.currency = guess.currency;
}

} // namespace

ImportChoices guessChoices(const QString &path, const ingest::Preview &preview, const ImportSurroundings &around) {
    ImportChoices choices;
    ingest::ImportSpec &spec = choices.spec;
    spec.path = toUtf8(path);
    spec.name = toUtf8(QFileInfo(path).completeBaseName());
    spec.key = preview.key;
    spec.email = preview.email.empty() ? emailByName(preview) : preview.email;
    spec.time = preview.time;
    spec.nameColumn = preview.eventName;
    spec.profile = profileColumn(preview, around.people());
    spec.role = guessRole(preview, around, spec.profile, spec.email);
    if (const std::string named = keyByName(preview); spec.role == DatasetRole::Profiles && !named.empty())
        spec.key = named;
    spec.zone = around.definition.isSet() ? around.definition.definition.zone : around.guess.zone;
    if (!preview.ambiguousDates.empty())
        spec.dates = QLocale::system().territory() == QLocale::UnitedStates ? ingest::DateOrder::Mdy : ingest::DateOrder::Dmy;
    if (const service::DatasetView *same = around.find(spec.name)) {
        spec.role = same->role == "profiles" ? DatasetRole::Profiles : same->role == "events" ? DatasetRole::Events : DatasetRole::Table;
        spec.mode = same->keyField.empty() ? store::WriteMode::Append : store::WriteMode::Upsert;
        const auto use = [&](std::string &answer, const std::string &field) {
            if (!field.empty() && hasColumn(preview, field))
                answer = field;
        };
        use(spec.key, same->keyField);
        use(spec.email, same->emailField);
        use(spec.consent, same->consentField);
        use(spec.profile, same->profileField);
        use(spec.time, same->timeField);
        use(spec.nameColumn, same->nameField);
    }
    spec.eventName = spec.nameColumn.empty() ? spec.name : std::string();
    int best = 0;
    if (spec.consent.empty())
        spec.consent = preview.consent;
    if (spec.consent.empty())
        for (const auto &field : preview.fields)
            if (const int score = service::consentScore(field.field.name); score > best) {
                best = score;
                spec.consent = field.field.name;
            }
    choices.agreement = spec.consent.empty() ? Agreement::Nobody : Agreement::Column;
    guessPurchase(choices, preview, around);
    return choices;
}

} // namespace audience::ui
