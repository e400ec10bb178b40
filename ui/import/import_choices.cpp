#include "ui/import/import_choices.h"

#include "qbase/convert.h"
#include "qbase/time_zone.h"
#include "service/definition_guess.h"
#include "ui/import/import_view.h"
#include "ui/text/sentences.h"

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

static DatasetRole roleOf(const service::DatasetView &dataset) {
    return dataset.role == "profiles" ? DatasetRole::Profiles : dataset.role == "events" ? DatasetRole::Events : DatasetRole::Table;
}

std::vector<const service::DatasetView *> ImportSurroundings::ofRole(DatasetRole role) const {
    std::vector<const service::DatasetView *> found;
    for (const auto &dataset : datasets)
        if (roleOf(dataset) == role)
            found.push_back(&dataset);
    return found;
}

const service::DatasetView *ImportSurroundings::people() const {
    const auto found = ofRole(DatasetRole::Profiles);
    return found.empty() ? nullptr : found.front();
}

ingest::ImportSpec ImportChoices::toSpec() const {
    ingest::ImportSpec out = spec;
    if (isEvents()) {
        out.key.clear();
        out.mode = spec.mode == store::WriteMode::Replace ? spec.mode : store::WriteMode::Append;
        if (!out.nameColumn.empty())
            out.eventName.clear();
    } else {
        out.derived.clear();
        out.profile.clear();
        out.time.clear();
        out.nameColumn.clear();
        out.eventName.clear();
        out.order.clear();
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
    if (hasAmount && !hasSaidPurchase && definition.purchaseEvent.empty())
        return QStringLiteral("importPurchase");
    return {};
}

namespace {

bool hasColumn(const ingest::Preview &preview, const std::string &name) {
    return std::any_of(preview.fields.begin(), preview.fields.end(), [&](const auto &field) { return field.field.name == name; });
}

void guessCurrency(ImportChoices &choices) {
    std::string &currency = choices.definition.currency;
    if (currency.empty())
        currency = service::currencyInName(choices.definition.valueField);
    if (currency.empty())
        currency = service::systemCurrency();
}

void guessMeaning(ImportChoices &choices, const service::FileGuess &file, const ingest::Preview &preview, const ImportSurroundings &around) {
    const bool isSet = around.definition.isSet();
    choices.definition = around.definition.definition;
    choices.spec.derived.clear();
    choices.quantity = file.quantity;
    choices.price = file.price;
    choices.value = file.isProduct ? std::string() : file.value;
    choices.hasSaidPurchase = false;
    choices.hasAmount = choices.isEvents() && (!file.value.empty() || file.isProduct);
    if (!isSet)
        choices.definition.zone = around.guess.zone;
    if (!choices.isEvents())
        return;
    if (isSet) {
        // What the workspace calls the value is made as it was made before.
        if (file.isProduct && choices.definition.hasRevenue() && !hasColumn(preview, choices.definition.valueField))
            choices.useProduct(preview);
        return;
    }
    std::vector<service::Bucket> names;
    for (const auto &field : preview.fields)
        if (field.field.name == choices.spec.nameColumn)
            for (const std::string &sample : field.samples)
                names.push_back({sample, 0});
    if (choices.spec.nameColumn.empty())
        names.push_back({choices.spec.eventName, 0});
    choices.definition.currency = file.currency;
    choices.useGuessedValue(preview);
    guessPurchase(choices, names, around);
}

// The columns for the role, then what the workspace knows about a dataset of that name.
void useGuess(ImportChoices &choices, const service::FileGuess &guess, const ingest::Preview &preview, const ImportSurroundings &around) {
    ingest::ImportSpec &spec = choices.spec;
    spec.role = guess.role;
    spec.key = guess.key;
    spec.email = guess.email;
    spec.consent = guess.consent;
    spec.profile = guess.profile;
    spec.time = guess.time;
    spec.nameColumn = guess.nameColumn;
    spec.order = guess.order;
    spec.mode = store::WriteMode::Append;
    spec.zone = !guess.zone.empty() ? guess.zone : around.definition.isSet() ? around.definition.definition.zone : around.guess.zone;
    std::string eventName = guess.isPurchases ? around.definition.isSet() ? around.definition.definition.purchaseEvent : "purchase" : spec.name;
    if (const service::DatasetView *same = around.find(spec.name)) {
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
        if (!same->eventName.empty())
            eventName = same->eventName;
    }
    spec.eventName = spec.nameColumn.empty() ? eventName : std::string();
    choices.agreement = spec.consent.empty() ? Agreement::Nobody : Agreement::Column;
    guessMeaning(choices, guess, preview, around);
}

} // namespace

void ImportChoices::useProduct(const ingest::Preview &preview) {
    std::string name = definition.valueField.empty() || hasColumn(preview, definition.valueField) ? "value" : definition.valueField;
    while (hasColumn(preview, name))
        name += "_2";
    spec.derived = {{name, "`" + quantity + "` * `" + price + "`"}};
    definition.valueField = name;
    guessCurrency(*this);
}

void ImportChoices::useGuessedValue(const ingest::Preview &preview) {
    if (!hasAmount)
        return;
    if (value.empty())
        useProduct(preview);
    else
        useValue(value);
}

void ImportChoices::useValue(const std::string &column) {
    spec.derived.clear();
    definition.valueField = column;
    if (column.empty())
        definition.currency.clear();
    else
        guessCurrency(*this);
}

void guessPurchase(ImportChoices &choices, const std::vector<service::Bucket> &eventNames, const ImportSurroundings &around) {
    auto &definition = choices.definition;
    if (!choices.isEvents() || around.definition.isSet() || choices.hasSaidPurchase || !definition.purchaseEvent.empty())
        return;
    int best = 0;
    for (const service::Bucket &event : eventNames)
        if (const int score = service::purchaseScore(event.label); score > best) {
            best = score;
            definition.purchaseEvent = event.label;
        }
}

// A workspace has one list of people: more of them are added to it, by the key it goes by.
static bool joinPeople(ImportChoices &choices, const ingest::Preview &preview, const ImportSurroundings &around) {
    const service::DatasetView *people = around.people();
    if (!people || people->name == choices.spec.name)
        return true;
    if (!hasColumn(preview, people->keyField)) {
        choices.reason = ImportView::tr("Your people are in \"%1\" and recognised by \"%2\", which this file does not have. It can stand beside them as a list.")
                             .arg(toQString(people->name), toQString(people->keyField));
        return false;
    }
    choices.spec.name = people->name;
    choices.reason = ImportView::tr("Your people are in \"%1\"; these are added to them.").arg(toQString(people->name));
    return true;
}

void chooseRole(ImportChoices &choices, DatasetRole role, const ingest::Preview &preview, const ImportSurroundings &around) {
    choices.reason.clear();
    if (role == DatasetRole::Profiles && !joinPeople(choices, preview, around))
        role = DatasetRole::Table;
    if (const auto *people = around.people(); people && role != DatasetRole::Profiles && choices.spec.name == people->name)
        choices.spec.name = toUtf8(QFileInfo(toQString(choices.spec.path)).completeBaseName()); // no longer added to them
    choices.spec.consentYes.clear();
    useGuess(choices, service::guessFile(preview, around.keys, role), preview, around);
}

ImportChoices guessChoices(const QString &path, const ingest::Preview &preview, const ImportSurroundings &around) {
    ImportChoices choices;
    ingest::ImportSpec &spec = choices.spec;
    spec.path = toUtf8(path);
    spec.name = toUtf8(QFileInfo(path).completeBaseName());
    if (!preview.ambiguousDates.empty())
        spec.dates = QLocale::system().territory() == QLocale::UnitedStates ? ingest::DateOrder::Mdy : ingest::DateOrder::Dmy;
    std::optional<DatasetRole> known;
    if (const service::DatasetView *same = around.find(spec.name))
        known = roleOf(*same);
    service::FileGuess guess = service::guessFile(preview, around.keys, known);
    choices.reason = known ? ImportView::tr("\"%1\" is such a list already.").arg(toQString(spec.name)) : sentence(guess.reason, guess.args);
    if (guess.role == DatasetRole::Profiles && !joinPeople(choices, preview, around))
        guess = service::guessFile(preview, around.keys, DatasetRole::Table);
    useGuess(choices, guess, preview, around);
    return choices;
}

} // namespace audience::ui
