#include "ui/templates/studio/block_properties.h"

#include "qbase/convert.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "ui/kit/elided_label.h"
#include "ui/kit/icon.h"
#include "ui/kit/segmented_control.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/templates/studio/block_desk.h"
#include "ui/templates/studio/property_editor.h"
#include "ui/templates/studio/property_groups.h"
#include "ui/templates/studio/property_words.h"
#include "ui/text/sentences.h"

#include <QApplication>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace audience::ui {

static constexpr int kWidth = 272;
static constexpr qsizetype kMostExamples = 60; // fields to look up an example for
static constexpr int kMostShown = 24;          // letters of one
static constexpr int kFirstMerge = 200'000; // apart from the numbers that others give their edits

BlockProperties::BlockProperties(BlockDesk *desk, std::shared_ptr<service::Session> session, QWidget *parent)
    : QFrame(parent), m_desk(desk), m_tools(std::make_unique<PropertyTools>()), m_merge(kFirstMerge), m_examples(this) {
    m_tools->desk = desk;
    m_tools->session = std::move(session);
    m_tools->describe = [this](const std::string &alt) { describe(alt); };
    setObjectName(QStringLiteral("blockProperties"));
    setAccessibleName(tr("Properties"));
    setRole(this, "paneRight");
    setFixedWidth(Theme::instance().pixels(kWidth));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, space::kMedium, 0, 0);
    layout->setSpacing(space::kSmall);
    makeHead(layout);
    auto *inside = new QWidget(this);
    auto *column = new QVBoxLayout(inside);
    column->setContentsMargins(space::kPage, 0, space::kPage, space::kPage);
    column->setSpacing(space::kMedium);
    m_notes = makeColumn(space::kSmall);
    m_rows = makeColumn(space::kMedium);
    column->addLayout(m_notes);
    column->addLayout(m_rows);
    column->addStretch(1);
    layout->addWidget(makeScroll(QStringLiteral("blockPropertiesScroll"), inside, this), 1);
    connect(desk, &BlockDesk::selectionChanged, this, &BlockProperties::refresh);
    connect(desk, &BlockDesk::documentChanged, this, &BlockProperties::refresh);
    refresh();
}

BlockProperties::~BlockProperties() {
    m_title->disconnect(this);
    leaveRows();
    // The editors look at the tools while they go.
    qDeleteAll(m_editors);
}

// Who types in a row that is about to go has typed to the end.
void BlockProperties::leaveRows() {
    QWidget *at = QApplication::focusWidget();
    if (at && isAncestorOf(at) && at != m_title && at != m_lock)
        at->clearFocus();
}

void BlockProperties::makeHead(QVBoxLayout *layout) {
    auto *head = makeRow(space::kTiny);
    head->setContentsMargins(space::kPage - 7, 0, space::kPage - 6, 0);
    m_title = new QLineEdit(this);
    m_title->setObjectName(QStringLiteral("partName"));
    m_title->setAccessibleName(tr("Name of the part"));
    m_title->setMaxLength(80);
    setRole(m_title, "title");
    m_lock = makeTool(QStringLiteral("partLock"), tr("Lock"), "lock-open", this);
    m_lock->setCheckable(true);
    head->addWidget(m_title, 1);
    head->addWidget(m_lock);
    layout->addLayout(head);
    connect(m_title, &QLineEdit::editingFinished, this, &BlockProperties::rename);
    connect(m_lock, &QToolButton::clicked, this, [this](bool on) {
        m_desk->apply(on ? tr("Lock a part") : tr("Unlock a part"), model::setPartProperty(m_desk->document(), m_desk->selected(), "locked", on ? Json(true) : Json()));
        showHead();
    });
}

std::string BlockProperties::shownId() const {
    return m_desk->selected().empty() ? std::string("page") : m_desk->selected();
}

std::string BlockProperties::shownKind() const {
    const std::string id = shownId();
    const Json *part = m_desk->document().part(id);
    return id == "page" || !part ? std::string("page") : toUtf8(kindOf(*part));
}

void BlockProperties::rename() {
    const std::string id = shownId();
    const Json *part = m_desk->document().part(id);
    QString name = m_title->text().simplified();
    if (name == kindName(shownKind())) // what stands there without a name
        name.clear();
    if (!part || m_title->isReadOnly() || toQString(jsonText(*part, "name")) == name)
        return;
    m_desk->apply(tr("Name a part"), model::setPartProperty(m_desk->document(), id, "name", name.isEmpty() ? Json() : Json(toUtf8(name))));
}

void BlockProperties::showHead() {
    const std::string id = shownId(), kind = shownKind();
    const Json *part = m_desk->document().part(id);
    const bool isNamed = kind != "page" && kind != "column";
    const bool isLocked = part && jsonBool(*part, "locked");
    const QString given = part && isNamed ? toQString(jsonText(*part, "name")) : QString();
    const QString name = given.isEmpty() ? kindName(kind) : given;
    if (m_title->text().simplified() != name)
        m_title->setText(name);
    m_title->setPlaceholderText(kindName(kind));
    m_title->setReadOnly(!isNamed || isLocked);
    m_title->setToolTip(isNamed ? tr("Give this part a name") : QString());
    m_lock->setVisible(isNamed);
    m_lock->setChecked(isLocked);
    m_lock->setIcon(icon(isLocked ? "lock" : "lock-open"));
    const QString words = isLocked ? tr("Locked: nothing in it changes. Press to unlock.") : tr("Lock, so that nothing in it changes");
    m_lock->setToolTip(words);
    m_lock->setAccessibleName(words);
}

void BlockProperties::refresh() {
    const std::string shown = shownId() + '\n' + shownKind();
    if (shown != m_shown) {
        m_shown = shown;
        rebuild();
    }
    const Json *part = m_desk->document().part(shownId());
    if (!part)
        return;
    for (PropertyRow *row : m_editors) {
        const Json *value = jsonMember(*part, row->property().name);
        row->editor()->setValue(value ? *value : Json());
    }
    if (m_columns)
        m_columns->setCurrent(int(part->at("columns").size()) - 1);
    const bool isFree = !isLockedAround();
    for (PropertyRow *row : m_editors)
        row->setEnabled(isFree);
    if (m_columns)
        m_columns->setEnabled(isFree);
    showHead();
    showFindings();
}

bool BlockProperties::isLockedAround() const {
    for (std::string id = m_desk->selected(); !id.empty() && id != "page"; id = m_desk->parentOf(id))
        if (const Json *part = m_desk->document().part(id); part && jsonBool(*part, "locked"))
            return true;
    return false;
}

void BlockProperties::rebuild() {
    leaveRows();
    m_editors.clear();
    m_columns = nullptr;
    clearLayout(m_rows);
    m_running = nullptr;
    const std::string kind = shownKind();
    if (kind == "section")
        addColumns();
    for (const PropertyGroup &group : propertyGroups(kind)) {
        QBoxLayout *into = m_rows;
        if (group.isMore)
            into = addMore(group);
        else if (!group.title.isEmpty())
            m_rows->addWidget(makeLabel(group.title, "strong", this));
        for (const model::BlockProperty &property : group.properties)
            addRow(kind, property, into);
    }
}

void BlockProperties::addColumns() {
    auto *line = makeRow();
    auto *name = makeLabel(propertyName("section", "columns"), "secondary", this);
    name->setFixedWidth(Theme::instance().pixels(84));
    m_columns = new SegmentedControl(QStringLiteral("sectionColumns"), name->text(), this);
    for (int count = 1; count <= 4; ++count)
        m_columns->addSegment(QString::number(count));
    line->addWidget(name);
    line->addWidget(m_columns);
    line->addStretch(1);
    m_rows->addLayout(line);
    connect(m_columns, &SegmentedControl::currentChanged, this, [this](int index) {
        const Json *part = m_desk->document().part(shownId());
        if (part && int(part->at("columns").size()) != index + 1)
            m_desk->apply(tr("Change the columns"), model::setColumns(m_desk->document(), shownId(), std::size_t(index) + 1));
    });
}

QBoxLayout *BlockProperties::addMore(const PropertyGroup &group) {
    auto *fold = makeButton(QStringLiteral("propertiesMore"), group.title, "word", m_isMoreOpen ? "chevron-down" : "chevron-right", this);
    auto *box = new QWidget(this);
    auto *inside = new QVBoxLayout(box);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(space::kMedium);
    box->setVisible(m_isMoreOpen);
    fold->setCheckable(true);
    fold->setChecked(m_isMoreOpen);
    connect(fold, &QPushButton::toggled, this, [this, fold, box](bool on) {
        m_isMoreOpen = on;
        box->setVisible(on);
        fold->setIcon(icon(on ? "chevron-down" : "chevron-right"));
    });
    m_rows->addWidget(fold, 0, Qt::AlignLeading);
    m_rows->addWidget(box);
    return inside;
}

void BlockProperties::addRow(const std::string &kind, const model::BlockProperty &property, QBoxLayout *into) {
    auto *row = new PropertyRow({m_tools.get(), kind, property, propertyName(kind, property.name), QStringLiteral("property_") + toQString(property.name)}, this);
    row->editor()->onEdited = [this, row](const Json &value, bool isRunning) { take(row, value, isRunning); };
    connect(row->editor(), &PropertyEditor::settled, this, [this, row] {
        if (m_running == row)
            m_running = nullptr;
    });
    into->addWidget(row);
    row->show(); // at once: what is found is told below rows in sight
    m_editors.append(row);
}

void BlockProperties::take(PropertyRow *row, const Json &value, bool isRunning) {
    // What is wrong stands below the row; the email keeps what it had.
    const auto next = model::setPartProperty(m_desk->document(), shownId(), row->property().name, value);
    row->setFault(next ? QString() : sentence(next.error()));
    if (!next)
        return;
    if (isRunning && m_running != row)
        ++m_merge;
    m_running = isRunning ? row : nullptr;
    //: %1: the name of a property, as "Size"
    m_desk->apply(tr("Change: %1").arg(propertyName(shownKind(), row->property().name)), next, isRunning ? m_merge : -1);
}

// The words of the library stand in for the picture where the part has none of its own.
void BlockProperties::describe(const std::string &alt) {
    const std::string kind = shownKind();
    const model::BlockPart *own = model::blockKind(kind);
    const Json *part = m_desk->document().part(shownId());
    if (own && own->find("src") && own->find("alt") && part && jsonText(*part, "alt").empty())
        m_desk->apply(tr("Change: %1").arg(propertyName(kind, "alt")), model::setPartProperty(m_desk->document(), shownId(), "alt", alt));
}

void BlockProperties::setFields(const QList<PickerItem> &fields) {
    m_tools->fields = fields;
    refresh();
    if (!m_tools->session || fields.isEmpty())
        return;
    std::vector<std::string> names;
    for (const PickerItem &field : fields.first(qMin(kMostExamples, fields.size())))
        names.push_back(toUtf8(field.id));
    m_examples.request(
        [session = m_tools->session, names](const CancelToken &cancel) -> Result<Examples> {
            Examples found;
            for (const std::string &name : names)
                if (const auto peek = service::SegmentService(*session).peek(name, cancel); peek && !cancel.isCancelled())
                    found[name] = peek->top.empty() ? peek->low : peek->top.front().label;
            return found;
        },
        [this](const Result<Examples> &found) {
            if (!found)
                return;
            for (PickerItem &field : m_tools->fields)
                if (const auto example = found->find(toUtf8(field.id)); example != found->end() && !example->second.empty())
                    field.note = toQString(example->second).left(kMostShown);
        });
}

void BlockProperties::setFindings(const std::vector<service::FindingView> &findings) {
    m_findings = findings;
    showFindings();
}

// "/sections/2/columns/0/blocks/1" of the part, "/page" of the email.
std::string BlockProperties::pathOf(const std::string &id) const {
    if (id == "page")
        return "/page";
    const std::string above = m_desk->parentOf(id), index = std::to_string(m_desk->indexOf(id));
    if (above.empty())
        return "/sections/" + index;
    return pathOf(above) + (model::partKind(m_desk->document(), above) == model::PartKind::Section ? "/columns/" : "/blocks/") + index;
}

void BlockProperties::showFindings() {
    clearLayout(m_notes);
    const std::string path = pathOf(shownId()) + '/';
    const bool isSection = shownKind() == "section";
    const auto about = [&](const service::FindingView &finding) -> std::optional<std::string> {
        const std::string whole = finding.path + '/';
        if (whole.compare(0, path.size(), path) != 0)
            return {};
        const std::string rest = finding.path.size() >= path.size() ? finding.path.substr(path.size()) : std::string();
        if (isSection && rest.compare(0, 8, "columns/") == 0)
            return {}; // of a part in it
        return rest.substr(0, rest.find('/'));
    };
    for (PropertyRow *row : m_editors)
        row->setNote({});
    addSavedNote();
    for (const service::FindingView &finding : m_findings) {
        const auto name = about(finding);
        if (!name)
            continue;
        const QString words = sentence(finding.id, finding.args);
        const auto row = std::find_if(m_editors.cbegin(), m_editors.cend(), [&](PropertyRow *one) { return one->property().name == *name && one->isVisibleTo(this); });
        if (row != m_editors.cend())
            (*row)->setNote(words);
        else
            addNote(words, finding.isError ? Tone::Bad : Tone::Warning);
    }
}

void BlockProperties::addNote(const QString &words, Tone tone) {
    auto *box = new QFrame(this);
    setRole(box, tone == Tone::Bad ? "noticeBad" : tone == Tone::Accent ? "noticeInfo" : "notice");
    auto *line = makeRow();
    line->setContentsMargins(space::kSmall, space::kSmall, space::kSmall, space::kSmall);
    box->setLayout(line);
    line->addWidget(makeIcon(tone == Tone::Bad ? "circle-alert" : tone == Tone::Accent ? "link" : "triangle-alert", tone, 14, box), 0, Qt::AlignTop);
    auto *label = makeLabel(words, "small", box);
    label->setWordWrap(true);
    line->addWidget(label, 1);
    m_notes->addWidget(box);
}

void BlockProperties::addSavedNote() {
    const Json *part = m_desk->document().part(shownId());
    const Json *saved = part && shownId() != "page" ? jsonMember(*part, "saved") : nullptr;
    if (!saved || !jsonBool(*saved, "linked"))
        return;
    addNote(tr("It follows a saved block: when that changes, this does."), Tone::Accent);
    auto *unlink = makeButton(QStringLiteral("partUnlink"), tr("Make it a copy"), "quiet", nullptr, this);
    unlink->setEnabled(!isLockedAround());
    connect(unlink, &QPushButton::clicked, this, [this] {
        Json now = *jsonMember(*m_desk->document().part(shownId()), "saved");
        now.erase("linked");
        m_desk->apply(tr("Make a copy of a saved block"), model::setPartProperty(m_desk->document(), shownId(), "saved", now));
    });
    m_notes->addWidget(unlink, 0, Qt::AlignLeading);
}

} // namespace audience::ui
