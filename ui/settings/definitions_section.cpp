#include "ui/settings/definitions_section.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/kit/background.h"
#include "ui/kit/date_pattern.h"
#include "ui/kit/notice.h"
#include "ui/kit/picker.h"
#include "ui/kit/stale_panel.h"
#include "ui/kit/theme.h"
#include "ui/settings/setting_row.h"
#include "ui/text/definition_words.h"
#include "ui/text/sentences.h"
#include "ui/kit/zoned.h"
#include "ui/text/words.h"

#include <QBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QTimeZone>

namespace audience::ui {

using model::Attribution;
using model::WorkspaceDefinition;
using service::DefinitionService;
using service::DefinitionView;

static constexpr int kStaleHeight = 304; // all parts of a definition
static const QString kNone = QStringLiteral("\t"); // no name of an event

DefinitionsSection::DefinitionsSection(std::shared_ptr<service::Session> session, QWidget *parent) : SettingsSection(parent), m_session(std::move(session)) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kMedium);
    m_notice = new Notice(QStringLiteral("definitionNotice"), this);
    connect(m_notice, &Notice::actionWanted, this, [this] { change(m_known.guess); });
    layout->addWidget(m_notice);
    m_stale = new StalePanel(QStringLiteral("definitionStale"), this);
    m_stale->offerNoCopy();
    m_stale->setMinimumHeight(kStaleHeight);
    connect(m_stale, &StalePanel::keepMine, this, [this] { change(m_mine); });
    layout->addWidget(m_stale);
    QBoxLayout *rows = nullptr;
    layout->addWidget(makeSettingsCard(tr("What is a purchase?"), this, &rows));
    m_purchase = addPick(rows, "definitionPurchase", tr("A purchase is"), tr("Something people did, from your data"));
    m_value = addPick(rows, "definitionValue", tr("Its value is in"), tr("Without it purchases are counted, not added up"));
    m_currency = new QLineEdit(this);
    m_currency->setObjectName(QStringLiteral("definitionCurrency"));
    m_currency->setMaxLength(3);
    m_currency->setPlaceholderText(QStringLiteral("EUR"));
    rows->addWidget(makeSettingRow(tr("Currency"), tr("Its three letters"), m_currency, this));
    connect(m_currency, &QLineEdit::editingFinished, this, [this] {
        DefinitionView view = m_known.view;
        const std::string now = typedCurrency();
        if (!m_currency->isModified() || now == view.definition.currency)
            return m_currency->setText(toQString(view.definition.currency)); // nothing is being written any more
        view.definition.currency = now;
        view.revision = m_currencyRevision; // what was saved meanwhile is shown beside it, not lost
        save(view, true);
    });
    m_conversion = addPick(rows, "definitionConversion", tr("A conversion is"), tr("What an email is meant to bring about"));
    m_zone = addPick(rows, "definitionZone", tr("Time zone"), tr("In which days begin and times are meant that say no zone"));
    QBoxLayout *credit = nullptr;
    layout->addWidget(makeSettingsCard(tr("Which email gets the credit?"), this, &credit));
    m_touch = addPick(credit, "definitionTouch", tr("The email of"), tr("The last one before the purchase"));
    m_window = addPick(credit, "definitionWindow", tr("If the purchase comes within"), tr("Later purchases count for no email"));
    m_line = makeLabel({}, "strong", this);
    m_line->setObjectName(QStringLiteral("definitionLine"));
    m_line->setWordWrap(true);
    m_example = makeLabel({}, "secondary", this);
    m_example->setObjectName(QStringLiteral("definitionExample"));
    m_example->setTextFormat(Qt::PlainText);
    m_example->setWordWrap(true);
    credit->addWidget(makeLine(this));
    credit->addWidget(m_line);
    credit->addWidget(m_example);
    layout->addStretch(1);
    connect(m_purchase, &QPushButton::clicked, this, [this] { pickEvent(m_purchase, &WorkspaceDefinition::purchaseEvent, tr("Not said")); });
    connect(m_conversion, &QPushButton::clicked, this, [this] { pickEvent(m_conversion, &WorkspaceDefinition::conversionEvent, tr("The purchase")); });
    connect(m_value, &QPushButton::clicked, this, &DefinitionsSection::pickValue);
    connect(m_window, &QPushButton::clicked, this, &DefinitionsSection::pickWindow);
    connect(m_zone, &QPushButton::clicked, this, [this] {
        QList<PickerItem> items;
        for (const QByteArray &zone : QTimeZone::availableTimeZoneIds())
            items.append({QString::fromLatin1(zone), zoneName(toStd(zone)), {}, {}});
        Picker::pickOne(m_zone, items, toQString(m_known.view.definition.zone), [this](const QStringList &ids) {
            WorkspaceDefinition wanted = m_known.view.definition;
            wanted.zone = toUtf8(ids.first());
            change(wanted);
        });
    });
    connect(m_touch, &QPushButton::clicked, this, [this] {
        const QList<PickerItem> items{{QStringLiteral("last_click"), tr("the last click"), {}, {}}, {QStringLiteral("last_open"), tr("the last opening"), {}, {}}};
        Picker::pickOne(m_touch, items, toQString(toText(m_known.view.definition.attribution)), [this](const QStringList &ids) {
            WorkspaceDefinition wanted = m_known.view.definition;
            wanted.attribution = ids.first() == QLatin1String("last_open") ? Attribution::LastOpen : Attribution::LastClick;
            change(wanted);
        });
    });
}

// A field that goes while it has the keyboard ends its editing; this would be gone by then.
DefinitionsSection::~DefinitionsSection() { m_currency->disconnect(this); }

QPushButton *DefinitionsSection::addPick(QBoxLayout *rows, const char *name, const QString &title, const QString &explanation) {
    QPushButton *button = makeButton(QLatin1String(name), {}, "field", nullptr, this);
    rows->addWidget(makeSettingRow(title, explanation, button, this));
    return button;
}

void DefinitionsSection::pickEvent(QPushButton *button, std::string WorkspaceDefinition::*field, const QString &none) {
    QList<PickerItem> items{{kNone, none, {}, {}}};
    for (const auto &event : m_known.events)
        items.append({toQString(event.name), plainName(event.name), tr("%Ln times", nullptr, int(event.count)), {}});
    Picker::pickOne(button, items, toQString(m_known.view.definition.*field), [this, field](const QStringList &ids) {
        WorkspaceDefinition wanted = m_known.view.definition;
        wanted.*field = ids.first() == kNone ? std::string() : toUtf8(ids.first());
        if (field == &WorkspaceDefinition::purchaseEvent) {
            const bool isGuess = wanted.purchaseEvent == m_known.guess.purchaseEvent;
            wanted.valueField = isGuess ? m_known.guess.valueField : std::string();
            if (!wanted.hasPurchase())
                wanted.currency.clear();
            else if (wanted.currency.empty() && isGuess)
                wanted.currency = m_known.guess.currency;
            if (wanted.currency.empty())
                wanted.valueField.clear();
        }
        change(wanted);
    });
}

void DefinitionsSection::pickValue() {
    QList<PickerItem> items{{kNone, tr("Not known"), {}, {}}};
    for (const auto &event : m_known.events)
        if (event.name == m_known.view.definition.purchaseEvent)
            for (const auto &field : event.numbers)
                items.append({toQString(field.name), plainName(field.name), typeWord(field.type), {}});
    Picker::pickOne(m_value, items, toQString(m_known.view.definition.valueField), [this](const QStringList &ids) {
        WorkspaceDefinition wanted = m_known.view.definition;
        wanted.valueField = ids.first() == kNone ? std::string() : toUtf8(ids.first());
        change(wanted);
    });
}

void DefinitionsSection::pickWindow() {
    QList<PickerItem> items;
    for (const int days : {1, 3, 5, 7, 14, 30, 60, 90})
        items.append({QString::number(days), tr("%Ln days", nullptr, days), {}, {}});
    Picker::pickOne(m_window, items, QString::number(m_known.view.definition.windowDays), [this](const QStringList &ids) {
        WorkspaceDefinition wanted = m_known.view.definition;
        wanted.windowDays = ids.first().toInt();
        change(wanted);
    });
}

Result<DefinitionsSection::Known> DefinitionsSection::read(service::Session &session) {
    DefinitionService service(session);
    Known known;
    TRY_ASSIGN(known.view, service.definition());
    TRY_ASSIGN(known.guess, service.guess());
    TRY_ASSIGN(known.events, service.events());
    // Before any people came there is nobody to take for an example.
    if (auto example = service.example(known.view.definition))
        known.example = std::move(*example);
    known.guess.zone = known.view.definition.zone;
    return known;
}

void DefinitionsSection::opened() {
    ++m_busy;
    inBackground(this, [session = m_session] { return read(*session); }, [this](Result<Known> known) {
        --m_busy;
        if (!known)
            return sayUnread(m_notice, sentence(known.error()));
        fill(*known);
        noteRead();
    });
}

std::string DefinitionsSection::typedCurrency() const {
    return toUtf8(m_currency->text().trimmed().toUpper());
}

void DefinitionsSection::change(const WorkspaceDefinition &wanted) {
    if (wanted == m_known.view.definition)
        return;
    DefinitionView view = m_known.view;
    view.definition = wanted;
    save(view, true);
}

void DefinitionsSection::save(DefinitionView view, bool mayUndo) {
    ++m_busy;
    inBackground(
        this,
        [session = m_session, view]() -> Result<Known> {
            const auto saved = DefinitionService(*session).save(view);
            TRY_ASSIGN(Known known, read(*session));
            if (!saved)
                known.refusal = saved.error();
            return known;
        },
        [this, before = m_known.view.definition, wanted = view.definition, revision = view.revision + 1, mayUndo](Result<Known> known) {
            --m_busy;
            if (!known)
                return m_notice->say(Tone::Bad, sentence(known.error()), {});
            const bool isStale = known->refusal && known->refusal->id == "definition.stale";
            if ((!known->refusal || isStale) && toUtf8(m_currency->text().trimmed().toUpper()) == wanted.currency)
                m_currency->setModified(false); // it is saved, or stands side by side
            fill(*known);
            if (isStale)
                return showStale(wanted);
            if (known->refusal)
                return m_notice->say(Tone::Bad, sentence(*known->refusal), {});
            m_stale->hide();
            Q_EMIT touchedWorkspace();
            if (!mayUndo)
                return;
            Q_EMIT saidWithUndo(tr("The definition is changed: figures follow it"), [this, before, revision] {
                save({before, revision, {}}, false); // what others saved since is not undone with it
            });
        });
}

void DefinitionsSection::showStale(const WorkspaceDefinition &mine) {
    m_mine = mine;
    const ZoneScope here(this);
    const Instant at = m_known.view.savedAt;
    const auto theirs = definitionParts(m_known.view.definition), own = definitionParts(mine);
    QVector<VersionRow> rows;
    for (int i = 0; i < int(own.size()); ++i)
        rows.append({own[i].first, theirs[i].second, own[i].second});
    m_stale->show(title(), at.micros == 0 ? QString() : formatMoment(zoned(at)), rows);
}

QString DefinitionsSection::exampleWords() const {
    const ZoneScope here(this);
    if (!m_known.example)
        return {};
    const auto &one = *m_known.example;
    const auto day = [](Instant at) {
        return interfaceLocale().toString(zoned(at).date(), datePattern(QStringLiteral("d MMM yyyy")));
    };
    const QString person = toQString(one.person), bought = day(one.boughtAt);
    const QString value = one.value.empty() ? QString() : tr("%1 %2").arg(toQString(one.value), toQString(m_known.view.definition.currency));
    if (one.campaign.empty())
        return value.isEmpty() ? tr("For example: %1 bought on %2. No email gets the credit.").arg(person, bought)
                               : tr("For example: %1 bought for %2 on %3. No email gets the credit.").arg(person, value, bought);
    const QString campaign = toQString(one.campaign), touched = day(one.touchedAt);
    if (value.isEmpty())
        return tr("For example: %1 read %2 on %3 and bought on %4. That counts for %2.").arg(person, campaign, touched, bought);
    if (one.touch == Attribution::LastOpen)
        return tr("For example: %1 opened %2 on %3 and bought for %4 on %5. That counts for %2.").arg(person, campaign, touched, value, bought);
    return tr("For example: %1 clicked in %2 on %3 and bought for %4 on %5. That counts for %2.").arg(person, campaign, touched, value, bought);
}

void DefinitionsSection::fill(const Known &known) {
    m_known = known;
    if (!m_stale->isHidden())
        showStale(m_mine); // beside what is saved now
    const WorkspaceDefinition &definition = known.view.definition;
    const auto put = [](QPushButton *button, const std::string &value, const QString &none) { button->setText(value.empty() ? none : plainName(value)); };
    put(m_purchase, definition.purchaseEvent, tr("Not said"));
    put(m_value, definition.valueField, tr("Not known"));
    put(m_conversion, definition.conversionEvent, tr("The purchase"));
    if (!m_currency->isModified() || typedCurrency() == definition.currency) { // else somebody is writing in it
        m_currency->setText(toQString(definition.currency));
        m_currencyRevision = known.view.revision;
    }
    m_zone->setText(zoneName(definition.zone));
    m_touch->setText(definition.attribution == Attribution::LastOpen ? tr("the last opening") : tr("the last click"));
    m_window->setText(tr("%Ln days", nullptr, definition.windowDays));
    m_value->setEnabled(definition.hasPurchase());
    m_currency->setEnabled(definition.hasPurchase());
    m_line->setText(definitionWords(definition));
    m_line->setVisible(definition.hasPurchase());
    m_example->setText(exampleWords());
    m_example->setVisible(!m_example->text().isEmpty());
    if (known.view.isSet())
        m_notice->clear();
    else if (known.guess.hasPurchase() && !(known.guess.hasRevenue() && known.guess.currency.empty()))
        m_notice->say(Tone::Warning, tr("Say what a purchase is."), tr("From your data it could be: %1.").arg(definitionWords(known.guess)), tr("Take it"));
    else
        m_notice->say(Tone::Warning, tr("Say what a purchase is."), known.events.empty() ? tr("Bring what people did first, for example your orders.") : tr("Revenue is shown once it is said."));
}

} // namespace audience::ui
