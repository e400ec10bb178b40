#include "ui/import/import_questions.h"

#include "qbase/convert.h"
#include "ui/kit/icon.h"
#include "ui/kit/picker.h"
#include "ui/kit/segmented_control.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/text/words.h"

#include <QLineEdit>
#include <QTimeZone>
#include <QVBoxLayout>

#include <algorithm>

namespace audience::ui {

using store::DatasetRole;
using store::WriteMode;

namespace {

const QString kNobody = QStringLiteral("\t"), kProduct = QStringLiteral("\t*"); // no names of columns
constexpr int kCurrencyWide = 76;

constexpr DatasetRole kRoles[] = {DatasetRole::Profiles, DatasetRole::Events, DatasetRole::Table}; // as the choices stand

QString modeName(WriteMode mode) {
    switch (mode) {
    case WriteMode::Append: return ImportQuestions::tr("Stay; the new ones are added");
    case WriteMode::Upsert: return ImportQuestions::tr("Stay; those in the file are updated");
    case WriteMode::Replace: break;
    }
    return ImportQuestions::tr("Go; the file is everything");
}

QString agreementName(Agreement agreement) {
    switch (agreement) {
    case Agreement::Column: return ImportQuestions::tr("A column says who agreed");
    case Agreement::Everybody: return ImportQuestions::tr("Everybody agreed");
    case Agreement::Nobody: break;
    }
    return ImportQuestions::tr("Nobody has agreed yet");
}

QList<std::pair<QString, QString>> bases() {
    return {{QStringLiteral("consent"), ImportQuestions::tr("They agreed, I have proof")},
            {QStringLiteral("existing_customers"), ImportQuestions::tr("They bought similar things from us")},
            {QStringLiteral("contract"), ImportQuestions::tr("It is about their contract")}};
}

} // namespace

ImportQuestions::ImportQuestions(QWidget *parent) : QWidget(parent), m_layout(new QVBoxLayout(this)) {
    setObjectName(QStringLiteral("importQuestions"));
    m_layout->setContentsMargins(0, 0, 2, 0); // the ring of a field that has the keyboard
    m_layout->setSpacing(space::kSmall);
    makeTable();
    makePeople();
    makeAgreement();
    makeEvents();
    makePurchase();
    makeTimes();
    m_layout->addStretch(1);
}

QPushButton *ImportQuestions::addPick(const char *name, const QString &label) {
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(3);
    column->addWidget(makeLabel(label, "secondary", box));
    auto *button = makeButton(QLatin1String(name), {}, "field", nullptr, box);
    button->setAccessibleName(label);
    column->addWidget(button);
    m_layout->addWidget(box);
    return button;
}

QLineEdit *ImportQuestions::addEdit(const char *name, const QString &label) {
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(3);
    column->addWidget(makeLabel(label, "secondary", box));
    auto *edit = new QLineEdit(box);
    edit->setObjectName(QLatin1String(name));
    edit->setAccessibleName(label);
    column->addWidget(edit);
    m_layout->addWidget(box);
    return edit;
}

QLabel *ImportQuestions::addTitle(const QString &text) {
    QLabel *title = makeLabel(text, "strong", this);
    title->setContentsMargins(0, space::kSmall, 0, 0);
    m_layout->addWidget(title);
    return title;
}

void ImportQuestions::makeTable() {
    m_layout->addWidget(makeLabel(tr("What is in the file?"), "strong", this));
    m_role = new SegmentedControl(QStringLiteral("importRole"), tr("One row is about"), this);
    for (const QString &words : {tr("A person"), tr("Something done"), tr("Neither")})
        m_role->addSegment(words);
    m_layout->addWidget(makeLabel(tr("One row is about"), "secondary", this));
    m_layout->addWidget(m_role);
    m_reason = makeLabel({}, "secondary", this);
    m_reason->setObjectName(QStringLiteral("importReason"));
    m_reason->setWordWrap(true);
    m_layout->addWidget(m_reason);
    m_name = addEdit("importName", tr("Name in the workspace"));
    auto *those = m_name->addAction(icon("chevron-down"), QLineEdit::TrailingPosition);
    those->setObjectName(QStringLiteral("importNameList"));
    those->setText(tr("Add to a list that is there"));
    those->setToolTip(those->text());
    those->setShortcut(Qt::Key_Down);
    those->setShortcutContext(Qt::WidgetShortcut);
    connect(those, &QAction::triggered, this, &ImportQuestions::pickName);
    m_mode = addPick("importMode", tr("The rows that are there"));
    connect(m_name, &QLineEdit::editingFinished, this, [this] { rename(toUtf8(m_name->text().trimmed())); });
    connect(m_role, &SegmentedControl::currentChanged, this, [this](int at) {
        if (!m_choices || kRoles[at] == m_choices->spec.role)
            return;
        chooseRole(*m_choices, kRoles[at], *m_preview, *m_around);
        Q_EMIT changed();
    });
    connect(m_mode, &QPushButton::clicked, this, [this] {
        QList<PickerItem> items;
        const bool keyed = !m_choices->isEvents() && !m_choices->spec.key.empty();
        for (const WriteMode mode : {keyed ? WriteMode::Upsert : WriteMode::Append, WriteMode::Replace})
            items.append({QString::number(int(mode)), modeName(mode), {}, {}});
        Picker::pickOne(m_mode, items, QString::number(int(m_choices->spec.mode)), [this](const QStringList &ids) {
            m_choices->spec.mode = static_cast<WriteMode>(ids.first().toInt());
            Q_EMIT changed();
        });
    });
}

void ImportQuestions::rename(const std::string &name) {
    if (!m_choices || name == m_choices->spec.name)
        return;
    if (m_choices->spec.eventName == m_choices->spec.name)
        m_choices->spec.eventName = name;
    m_choices->spec.name = name;
    const service::DatasetView *there = m_around->find(name);
    m_choices->spec.mode = there && !there->keyField.empty() ? WriteMode::Upsert : WriteMode::Append;
    Q_EMIT changed();
}

// Lists of the same kind, which the rows can go to.
void ImportQuestions::pickName() {
    QList<PickerItem> items;
    for (const service::DatasetView *dataset : m_around->ofRole(m_choices->spec.role))
        items.append({toQString(dataset->name), plainName(dataset->name), tr("%Ln rows", nullptr, int(dataset->rows)), {}});
    if (!items.isEmpty())
        Picker::pickOne(m_name, items, toQString(m_choices->spec.name), [this](const QStringList &ids) { rename(toUtf8(ids.first())); });
}

void ImportQuestions::makePeople() {
    m_peopleTitle = addTitle(tr("Who is a person?"));
    m_key = addPick("importKey", tr("Recognised by"));
    m_email = addPick("importEmail", tr("Email address"));
    connect(m_key, &QPushButton::clicked, this, [this] { pickColumn(m_key, &m_choices->spec.key, m_choices->isPeople() ? QString() : tr("Nothing; every row is its own")); });
    connect(m_email, &QPushButton::clicked, this, [this] { pickColumn(m_email, &m_choices->spec.email, tr("None")); });
}

void ImportQuestions::makeAgreement() {
    m_agreement = addPick("importAgreement", tr("Who agreed to emails?"));
    m_consent = addPick("importConsent", tr("The column"));
    m_yes = addPick("importYes", tr("These values mean: may be emailed"));
    m_others = makeLabel({}, "secondary", m_yes->parentWidget());
    m_others->setObjectName(QStringLiteral("importOthers"));
    m_others->setWordWrap(true);
    m_yes->parentWidget()->layout()->addWidget(m_others);
    m_basis = addPick("importBasis", tr("Why you may write to them"));
    m_statement = addEdit("importStatement", tr("In your own words, kept in the audit log"));
    m_statement->setPlaceholderText(tr("Optional"));
    connect(m_agreement, &QPushButton::clicked, this, [this] {
        QList<PickerItem> items;
        for (const Agreement agreement : {Agreement::Column, Agreement::Everybody, Agreement::Nobody})
            items.append({QString::number(int(agreement)), agreementName(agreement), {}, {}});
        Picker::pickOne(m_agreement, items, QString::number(int(m_choices->agreement)), [this](const QStringList &ids) {
            m_choices->agreement = static_cast<Agreement>(ids.first().toInt());
            Q_EMIT changed();
        });
    });
    connect(m_consent, &QPushButton::clicked, this, [this] {
        m_choices->spec.consentYes.clear();
        pickColumn(m_consent, &m_choices->spec.consent, {});
    });
    connect(m_yes, &QPushButton::clicked, this, [this] {
        QList<PickerItem> items;
        QStringList checked;
        for (const service::ConsentValue &value : m_consentValues) {
            items.append({toQString(value.text), toQString(value.text), tr("%Ln rows", nullptr, int(value.count)), {}});
            if (value.isYes)
                checked << toQString(value.text);
        }
        Picker::pickMany(m_yes, items, checked, [this](const QStringList &ids) {
            m_choices->spec.consentYes.clear();
            for (const QString &id : ids)
                m_choices->spec.consentYes.push_back(toUtf8(id));
            Q_EMIT changed();
        });
    });
    connect(m_basis, &QPushButton::clicked, this, [this] {
        QList<PickerItem> items;
        for (const auto &[id, text] : bases())
            items.append({id, text, {}, {}});
        Picker::pickOne(m_basis, items, toQString(m_choices->basis), [this](const QStringList &ids) {
            m_choices->basis = toUtf8(ids.first());
            Q_EMIT meaningChanged();
        });
    });
    connect(m_statement, &QLineEdit::textEdited, this, [this](const QString &text) { m_choices->statement = toUtf8(text.trimmed()); });
}

void ImportQuestions::makeEvents() {
    m_eventsTitle = addTitle(tr("Who did what, when?"));
    m_profile = addPick("importProfile", tr("Who did it"));
    m_time = addPick("importTime", tr("When"));
    m_nameColumn = addPick("importNameColumn", tr("What they did"));
    m_eventName = addEdit("importEventName", tr("Every row is one"));
    connect(m_profile, &QPushButton::clicked, this, [this] { pickColumn(m_profile, &m_choices->spec.profile, {}); });
    connect(m_time, &QPushButton::clicked, this, [this] { pickColumn(m_time, &m_choices->spec.time, {}); });
    connect(m_nameColumn, &QPushButton::clicked, this, [this] {
        if (m_choices->spec.eventName.empty())
            m_choices->spec.eventName = m_choices->spec.name;
        pickColumn(m_nameColumn, &m_choices->spec.nameColumn, tr("Always the same"));
    });
    connect(m_eventName, &QLineEdit::editingFinished, this, [this] {
        const std::string name = toUtf8(m_eventName->text().trimmed());
        if (!m_choices || name == m_choices->spec.eventName)
            return;
        if (m_choices->definition.purchaseEvent == m_choices->spec.eventName)
            m_choices->definition.purchaseEvent = name;
        m_choices->spec.eventName = name;
        Q_EMIT changed();
    });
}

void ImportQuestions::makeTimes() {
    m_timeTitle = addTitle(tr("Dates and times"));
    m_dates = addPick("importDates", tr("03/04/2026 is"));
    m_zone = addPick("importZone", tr("Times that say no zone are in"));
    connect(m_dates, &QPushButton::clicked, this, [this] {
        const QList<PickerItem> items{{QStringLiteral("dmy"), tr("3 April (day first)"), {}, {}}, {QStringLiteral("mdy"), tr("4 March (month first)"), {}, {}}};
        Picker::pickOne(m_dates, items, {}, [this](const QStringList &ids) {
            m_choices->spec.dates = ingest::dateOrderFromText(toUtf8(ids.first()));
            Q_EMIT changed();
        });
    });
    connect(m_zone, &QPushButton::clicked, this, &ImportQuestions::pickZone);
}

void ImportQuestions::makePurchase() {
    m_purchaseTitle = addTitle(tr("What is a purchase?"));
    m_purchase = addPick("importPurchase", tr("A purchase is"));
    m_value = addPick("importValue", tr("Its value is in"));
    m_currency = addEdit("importCurrency", tr("Currency"));
    m_currency->setMaxLength(3);
    m_currency->setPlaceholderText(tr("e.g. EUR"));
    auto *money = makeRow(space::kSmall); // the value and its currency are read together
    money->addWidget(m_value->parentWidget(), 1);
    QWidget *currency = m_currency->parentWidget();
    currency->setFixedWidth(qMax(kCurrencyWide, currency->findChild<QLabel *>()->sizeHint().width()));
    money->addWidget(currency);
    m_layout->addLayout(money);
    connect(m_purchase, &QPushButton::clicked, this, &ImportQuestions::pickPurchase);
    connect(m_value, &QPushButton::clicked, this, &ImportQuestions::pickValue);
    connect(m_currency, &QLineEdit::textEdited, this, [this](const QString &text) {
        m_choices->definition.currency = toUtf8(text.trimmed().toUpper());
        Q_EMIT meaningChanged();
    });
}

QString ImportQuestions::productWords() const {
    return tr("%1 \u00d7 %2").arg(plainName(m_choices->quantity), plainName(m_choices->price));
}

void ImportQuestions::pickValue() {
    QList<PickerItem> items{{kNobody, tr("Not known"), {}, {}}};
    if (!m_choices->quantity.empty())
        items.append({kProduct, productWords(), tr("in each row"), {}});
    for (const auto &one : m_preview->fields)
        if (const std::string type(engine::toText(one.field.type)); type == "int64" || type == "decimal" || type == "double")
            items.append({toQString(one.field.name), plainName(one.field.name), typeWord(type), {}});
    const QString now = m_choices->isProduct() ? kProduct : toQString(m_choices->definition.valueField);
    Picker::pickOne(m_value, items, now, [this](const QStringList &ids) {
        const bool wasProduct = m_choices->isProduct();
        if (ids.first() == kProduct)
            m_choices->useProduct(*m_preview);
        else
            m_choices->useValue(ids.first() == kNobody ? std::string() : toUtf8(ids.first()));
        if (m_choices->isProduct() != wasProduct) // a column more or less: the file is read anew
            Q_EMIT changed();
        else
            Q_EMIT meaningChanged();
    });
}

void ImportQuestions::pickPurchase() {
    QList<PickerItem> items{{kNobody, tr("Nothing in this file"), {}, {}}};
    if (m_choices->spec.nameColumn.empty())
        items.append({toQString(m_choices->spec.eventName), plainName(m_choices->spec.eventName), {}, {}});
    else
        for (const service::Bucket &event : m_eventNames)
            items.append({toQString(event.label), plainName(event.label), tr("%Ln rows", nullptr, int(event.count)), {}});
    Picker::pickOne(m_purchase, items, toQString(m_choices->definition.purchaseEvent), [this](const QStringList &ids) {
        auto &definition = m_choices->definition;
        definition.purchaseEvent = ids.first() == kNobody ? std::string() : toUtf8(ids.first());
        m_choices->hasSaidPurchase = true;
        const bool wasProduct = m_choices->isProduct();
        if (definition.purchaseEvent.empty())
            m_choices->useValue({});
        else if (definition.valueField.empty())
            m_choices->useGuessedValue(*m_preview);
        if (m_choices->isProduct() != wasProduct)
            Q_EMIT changed();
        else
            Q_EMIT meaningChanged();
    });
}

void ImportQuestions::pickZone() {
    QList<PickerItem> items;
    for (const QByteArray &zone : QTimeZone::availableTimeZoneIds())
        items.append({QString::fromLatin1(zone), zoneName(toStd(zone)), {}, {}});
    Picker::pickOne(m_zone, items, toQString(m_choices->spec.zone), [this](const QStringList &ids) {
        m_choices->spec.zone = toUtf8(ids.first());
        if (!m_around->definition.isSet())
            m_choices->definition.zone = m_choices->spec.zone;
        Q_EMIT changed();
    });
}

void ImportQuestions::pickColumn(QPushButton *button, std::string *field, const QString &none) {
    QList<PickerItem> items;
    if (!none.isEmpty())
        items.append({kNobody, none, {}, {}});
    for (const auto &one : m_preview->fields)
        items.append({toQString(one.field.name), plainName(one.field.name), typeWord(engine::toText(one.field.type)), {}});
    Picker::pickOne(button, items, toQString(*field), [this, field](const QStringList &ids) {
        *field = ids.first() == kNobody ? std::string() : toUtf8(ids.first());
        Q_EMIT changed();
    });
}

void ImportQuestions::ask(ImportChoices *choices, const ingest::Preview *preview, const ImportSurroundings *around) {
    m_choices = choices;
    m_preview = preview;
    m_around = around;
    m_consentValues.clear();
    m_eventNames.clear();
    refresh();
}

void ImportQuestions::know(const service::ImportFindings &found) {
    m_consentValues = found.consentValues;
    m_eventNames = found.eventNames;
    refresh();
}

void ImportQuestions::place(QWidget *control, bool isThere) {
    control->parentWidget()->setVisible(isThere);
}

void ImportQuestions::refresh() {
    if (!m_choices)
        return;
    const ingest::ImportSpec &spec = m_choices->spec;
    const model::WorkspaceDefinition &definition = m_choices->definition;
    const bool people = m_choices->isPeople(), events = m_choices->isEvents();
    const auto put = [](QPushButton *button, const std::string &value, const QString &none) {
        button->setText(value.empty() ? none : plainName(value));
    };
    const auto write = [](QLineEdit *edit, const std::string &value) {
        if (edit->text().trimmed() != toQString(value))
            edit->setText(toQString(value));
    };
    m_role->setCurrent(int(std::find(std::begin(kRoles), std::end(kRoles), spec.role) - std::begin(kRoles)));
    m_reason->setText(m_choices->reason);
    m_reason->setVisible(!m_choices->reason.isEmpty());
    write(m_name, spec.name);
    m_name->findChild<QAction *>(QStringLiteral("importNameList"))
        ->setVisible(!m_around->ofRole(spec.role).empty());
    m_mode->setText(modeName(spec.mode));
    place(m_mode, m_around->find(spec.name) != nullptr);

    m_peopleTitle->setText(people ? tr("Who is a person?") : tr("Which row is which?"));
    m_peopleTitle->setVisible(!events);
    put(m_key, spec.key, people ? tr("Choose…") : tr("Nothing; every row is its own"));
    place(m_key, !events);
    put(m_email, spec.email, tr("None"));
    place(m_email, people);
    m_agreement->setText(agreementName(m_choices->agreement));
    place(m_agreement, people);
    put(m_consent, spec.consent, tr("Choose…"));
    place(m_consent, people && m_choices->agreement == Agreement::Column);
    QStringList yes, left;
    bool hasOthers = false;
    for (const service::ConsentValue &value : m_consentValues) {
        if (value.isYes)
            yes << toQString(value.text);
        else if (value.isWithdrawal)
            left << toQString(value.text);
        else
            hasOthers = true;
    }
    QStringList others;
    if (!left.isEmpty())
        others << tr("%1 means unsubscribed.").arg(left.join(tr(", ")));
    if (hasOthers)
        others << tr("Any other value means no consent: not emailed, but not unsubscribed either.");
    m_others->setText(others.join(QLatin1Char(' ')));
    m_others->setVisible(!others.isEmpty());
    m_yes->setText(yes.isEmpty() ? tr("None of them") : yes.join(tr(", ")));
    place(m_yes, people && m_choices->agreement == Agreement::Column && !m_consentValues.empty());
    QString basis = tr("Choose…");
    for (const auto &[id, text] : bases())
        if (id == toQString(m_choices->basis))
            basis = text;
    m_basis->setText(basis);
    place(m_basis, people && m_choices->agreement == Agreement::Everybody);
    place(m_statement, people && m_choices->agreement == Agreement::Everybody);

    m_eventsTitle->setVisible(events);
    put(m_profile, spec.profile, tr("Choose…"));
    place(m_profile, events);
    put(m_time, spec.time, tr("Choose…"));
    place(m_time, events);
    put(m_nameColumn, spec.nameColumn, tr("Always the same"));
    place(m_nameColumn, events);
    write(m_eventName, spec.eventName);
    place(m_eventName, events && spec.nameColumn.empty());
    const bool hasTimes = std::any_of(m_preview->fields.begin(), m_preview->fields.end(), [](const auto &one) { return one.field.type == engine::ColumnType::Instant; });
    m_timeTitle->setVisible(spec.dates.has_value() || hasTimes);
    m_dates->setText(spec.dates == ingest::DateOrder::Mdy ? tr("4 March (month first)") : tr("3 April (day first)"));
    place(m_dates, spec.dates.has_value());
    m_zone->setText(spec.zone.empty() ? tr("Choose…") : zoneName(spec.zone));
    place(m_zone, hasTimes);

    m_purchaseTitle->setVisible(events);
    put(m_purchase, definition.purchaseEvent, m_choices->openQuestion() == m_purchase->objectName() ? tr("Choose…") : tr("Nothing in this file"));
    place(m_purchase, events);
    if (m_choices->isProduct())
        m_value->setText(productWords());
    else
        put(m_value, definition.valueField, tr("Not known"));
    place(m_value, events && definition.hasPurchase());
    write(m_currency, definition.currency);
    place(m_currency, events && definition.hasRevenue());
}

} // namespace audience::ui
