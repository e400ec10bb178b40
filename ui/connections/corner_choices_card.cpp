#include "ui/connections/corner_choices_card.h"

#include "base/json.h"
#include "qbase/convert.h"
#include "service/corner_service.h"
#include "service/data_service.h"
#include "service/session.h"
#include "ui/connections/finding_row.h"
#include "ui/kit/background.h"
#include "ui/kit/card.h"
#include "ui/kit/form_grid.h"
#include "ui/kit/picker.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/text/sentences.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace audience::ui {

using service::CornerFieldMap;
using service::CornerHook;
using service::CornerPeople;
using service::CornerService;

namespace {

constexpr int kEntriesLookedAt = 100;

QWidget *makeRows(const char *objectName, QWidget *parent) {
    auto *rows = new QWidget(parent);
    rows->setObjectName(QLatin1String(objectName));
    auto *layout = new QVBoxLayout(rows);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    return rows;
}

Result<CornerChoicesCard::Known> read(service::Session &session) {
    CornerChoicesCard::Known known;
    CornerPeople people(session);
    CornerService corner(session);
    TRY_ASSIGN(known.map, people.fields());
    TRY_ASSIGN(known.hooks, people.hooks());
    for (const CornerHook &hook : known.hooks) {
        const auto link = corner.hookLink(hook.name);
        known.links << (link ? toQString(*link) : QString());
    }
    for (const auto &[field, column] : known.map.columns)
        known.fields << toQString(field);
    TRY_ASSIGN(const auto entries, corner.entries("form", kEntriesLookedAt));
    for (const auto &entry : entries)
        if (const auto body = parseJson(entry.body); body && body->is_object())
            for (const auto &[field, value] : body->items())
                known.fields << toQString(field);
    known.fields.removeDuplicates();
    known.fields.sort(Qt::CaseInsensitive);
    TRY_ASSIGN(const auto datasets, service::DataService(session).datasets());
    for (const auto &dataset : datasets)
        if (dataset.role == "profiles")
            for (const auto &column : dataset.fields)
                known.columns << toQString(column.name);
    return known;
}

} // namespace

CornerChoicesCard::CornerChoicesCard(std::shared_ptr<service::Session> session, QWidget *parent)
    : QWidget(parent), m_session(std::move(session)), m_card(new Card(tr("Where what arrives goes"), this)) {
    setObjectName(QStringLiteral("cornerChoices"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_card);
    makeFields();
    makeHooks();
}

void CornerChoicesCard::makeFields() {
    m_noFields = makeLabel(tr("A field of a sign-up page goes to the column of your people that has its name. When the first sign-up is here you can say otherwise."), "secondary", this);
    m_noFields->setWordWrap(true);
    m_card->body()->addWidget(m_noFields);
    m_fields = makeRows("cornerFields", this);
    m_card->body()->addWidget(m_fields);
    m_overwrites = new QCheckBox(tr("Sign-ups replace what is filled in already"), this);
    m_overwrites->setObjectName(QStringLiteral("cornerOverwrites"));
    m_card->body()->addWidget(m_overwrites);
    connect(m_overwrites, &QCheckBox::clicked, this, [this](bool isOn) {
        CornerFieldMap map = m_known.map;
        map.overwrites = isOn;
        keepFields(map, true);
    });
}

void CornerChoicesCard::makeHooks() {
    m_card->body()->addWidget(makeLine(this));
    m_card->body()->addWidget(makeLabel(tr("Messages of your shop or your tools"), "strong", this));
    m_hooks = makeRows("cornerHooks", this);
    m_card->body()->addWidget(m_hooks);
    m_add = makeButton(QStringLiteral("cornerHookAdd"), tr("Take in the messages of a program"), "", "plus", this);
    m_add->setCheckable(true);
    m_card->body()->addWidget(m_add, 0, Qt::AlignLeading);
    m_form = new QWidget(this);
    auto *column = new QVBoxLayout(m_form);
    column->setContentsMargins(0, 0, 0, 0);
    auto *grid = new FormGrid(m_form);
    column->addWidget(grid);
    const auto field = [&](const char *objectName, const QString &name, const QString &example, const QString &hint = {}) {
        auto *edit = new QLineEdit(grid);
        edit->setObjectName(QLatin1String(objectName));
        edit->setPlaceholderText(example);
        edit->setMaxLength(200);
        grid->addRow(name, edit, hint);
        return edit;
    };
    const auto choice = [&](const char *objectName, const QString &words) {
        auto *box = new QCheckBox(words, grid);
        box->setObjectName(QLatin1String(objectName));
        box->setAccessibleName(words);
        grid->addRow({}, box);
        return box;
    };
    m_name = field("cornerHookName", tr("Name"), QStringLiteral("shop-orders"));
    m_dataset = field("cornerHookInto", tr("Events they become"), QStringLiteral("orders"), tr("Made where there are none of that name."));
    m_person = field("cornerHookPerson", tr("Where the address stands"), QStringLiteral("customer.email"));
    m_isKey = choice("cornerHookKey", tr("There stands the key of a person, not an address"));
    m_event = field("cornerHookEvent", tr("What happened"), QStringLiteral("order placed"));
    m_isPath = choice("cornerHookPath", tr("That stands in the message, at this place"));
    m_time = field("cornerHookTime", tr("Where the time stands"), QStringLiteral("created_at"), tr("Empty: when the message arrived."));
    m_fault = makeLabel({}, "bad", m_form);
    m_fault->setObjectName(QStringLiteral("cornerHookFault"));
    m_fault->setWordWrap(true);
    m_fault->hide();
    column->addWidget(m_fault);
    auto *save = makeButton(QStringLiteral("cornerHookSave"), tr("Keep it"), "", "check", m_form);
    column->addWidget(save, 0, Qt::AlignLeading);
    m_card->body()->addWidget(m_form);
    m_form->hide();
    connect(m_add, &QPushButton::toggled, this, [this](bool isOpen) {
        m_form->setVisible(isOpen);
        m_fault->hide();
        if (isOpen)
            m_name->setFocus();
    });
    connect(save, &QPushButton::clicked, this, &CornerChoicesCard::keepHook);
}

void CornerChoicesCard::reload() {
    ++m_busy;
    inBackground(this, [session = m_session] { return read(*session); }, [this](Result<Known> known) {
        --m_busy;
        if (known)
            put(*known);
        else
            Q_EMIT said(sentence(known.error()));
    });
}

void CornerChoicesCard::put(const Known &known) {
    m_known = known;
    const bool mayWrite = !m_session->workspace().isReadOnly();
    m_overwrites->setChecked(known.map.overwrites);
    m_overwrites->setEnabled(mayWrite);
    m_add->setVisible(mayWrite);
    showFields();
    showHooks();
}

void CornerChoicesCard::showFields() {
    clearLayout(m_fields->layout());
    m_noFields->setVisible(m_known.fields.isEmpty());
    for (const QString &field : std::as_const(m_known.fields)) {
        const auto decided = m_known.map.columns.find(toUtf8(field));
        const QString column = decided != m_known.map.columns.end() ? toQString(decided->second) : m_known.columns.contains(field) ? field : QString();
        auto *row = new FindingRow(QStringLiteral("cornerField_") + field, field, m_fields);
        row->say(column.isEmpty() ? Mark::Waiting : Mark::Good, column.isEmpty() ? tr("Goes nowhere.") : tr("Goes to the column %1.").arg(column));
        auto *pick = makeButton(QStringLiteral("cornerColumn_") + field, column.isEmpty() ? tr("Nowhere") : column, "field", nullptr, row);
        pick->setAccessibleName(tr("Column of the field %1").arg(field));
        pick->setEnabled(!m_session->workspace().isReadOnly());
        row->addTail(pick);
        connect(pick, &QPushButton::clicked, this, [this, pick, field] { pickColumn(pick, field); });
        m_fields->layout()->addWidget(row);
    }
}

void CornerChoicesCard::pickColumn(QPushButton *button, const QString &field) {
    QList<PickerItem> items{{QString(), tr("Nowhere"), {}, {}}};
    for (const QString &column : std::as_const(m_known.columns))
        items.append({column, column, {}, {}});
    const auto decided = m_known.map.columns.find(toUtf8(field));
    Picker::pickOne(button, items, decided == m_known.map.columns.end() ? field : toQString(decided->second), [this, field](const QStringList &ids) {
        CornerFieldMap map = m_known.map;
        map.columns[toUtf8(field)] = toUtf8(ids.first());
        keepFields(map, true);
    });
}

void CornerChoicesCard::keepFields(const CornerFieldMap &map, bool mayUndo) {
    if (map == m_known.map)
        return;
    ++m_busy;
    inBackground(this, [session = m_session, map]() -> Result<Known> {
        TRY(CornerPeople(*session).saveFields(map));
        return read(*session);
    }, [this, mayUndo, before = m_known.map](Result<Known> known) {
        --m_busy;
        if (!known) {
            put(m_known); // the check mark as well
            return Q_EMIT said(sentence(known.error()));
        }
        put(*known);
        if (mayUndo)
            Q_EMIT saidWithUndo(tr("Sign-ups that come in from now on go there"), [this, before] { keepFields(before, false); });
    });
}

void CornerChoicesCard::showHooks() {
    clearLayout(m_hooks->layout());
    for (std::size_t i = 0; i < m_known.hooks.size(); ++i) {
        const CornerHook &hook = m_known.hooks[i];
        auto *row = new FindingRow(QStringLiteral("cornerHook_") + toQString(hook.name), toQString(hook.name), m_hooks);
        const QString person = toQString(hook.person), event = toQString(hook.event.empty() ? hook.eventPath : hook.event);
        row->say(Mark::Good, hook.event.empty() ? tr("Become %1; the person is at %2, what happened at %3.").arg(toQString(hook.dataset), person, event)
                                                : tr("Become %1 as \"%3\"; the person is at %2.").arg(toQString(hook.dataset), person, event));
        if (const QString link = m_known.links.value(int(i)); !link.isEmpty()) {
            auto *copy = makeTool(QStringLiteral("cornerHookCopy_") + toQString(hook.name), tr("Copy the address that the program sends to"), "copy", row);
            connect(copy, &QToolButton::clicked, this, [this, link] {
                QGuiApplication::clipboard()->setText(link);
                Q_EMIT said(tr("The address is in the clipboard"));
            });
            row->addTail(copy);
        }
        m_hooks->layout()->addWidget(row);
    }
}

void CornerChoicesCard::keepHook() {
    const auto text = [](const QLineEdit *edit) { return toUtf8(edit->text().trimmed()); };
    CornerHook hook{text(m_name), text(m_dataset), text(m_person), m_isKey->isChecked(), {}, {}, text(m_time)};
    (m_isPath->isChecked() ? hook.eventPath : hook.event) = text(m_event);
    ++m_busy;
    inBackground(this, [session = m_session, hook]() -> Result<Known> {
        TRY(CornerPeople(*session).saveHook(hook));
        return read(*session);
    }, [this](Result<Known> known) {
        --m_busy;
        m_fault->setVisible(!known);
        if (!known)
            return m_fault->setText(sentence(known.error()));
        for (QLineEdit *edit : {m_name, m_dataset, m_person, m_event, m_time})
            edit->clear();
        m_add->setChecked(false);
        put(*known);
        Q_EMIT said(tr("Its messages become events from now on"));
    });
}

} // namespace audience::ui
