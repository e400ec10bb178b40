#include "ui/segments/overlap_panel.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/kit/actions.h"
#include "ui/kit/edit_command.h"
#include "ui/kit/filter_chips.h"
#include "ui/kit/flow_layout.h"
#include "ui/kit/in_order.h"
#include "ui/kit/picker.h"
#include "ui/kit/segmented_control.h"
#include "ui/kit/state_view.h"
#include "ui/kit/theme.h"
#include "ui/segments/overlap_plot.h"
#include "ui/text/sentences.h"

#include <QKeyEvent>
#include <QMenu>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace audience::ui {

using service::SegmentOverlap;
using service::SegmentService;
using service::SharingSegment;

namespace {

constexpr std::size_t kFirst = 5;  // segments chosen for the first look
constexpr std::size_t kChips = 8; // with the chosen ones
constexpr std::size_t kMostOthers = SegmentOverlap::kMost - 1;
constexpr int kNameShown = 60;
constexpr int kLateMs = 150;

model::RuleNode inSegment(qint64 id) {
    return model::conditionNode(Json{{"type", "segment"}, {"id", std::to_string(id)}});
}

QString shortName(const std::string &name) {
    const QString whole = toQString(name);
    return whole.size() > kNameShown ? whole.left(kNameShown - 1) + QChar(0x2026) : whole;
}

} // namespace

OverlapPanel::OverlapPanel(std::shared_ptr<service::Session> session, std::function<qint64()> openSegment, QWidget *parent)
    : StudyPanel(parent), m_session(std::move(session)), m_openSegment(std::move(openSegment)), m_latest(this) {
    setObjectName(QStringLiteral("overlapPanel"));
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *inside = new QWidget;
    auto *column = new QVBoxLayout(inside);
    column->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kPage);
    column->setSpacing(space::kMedium);
    buildHead(column);
    m_plot = new OverlapPlot(inside);
    m_plot->setCorner(buildCorner());
    column->addWidget(m_plot, 1);
    m_outside = makeLabel({}, "tertiary", inside);
    m_outside->setObjectName(QStringLiteral("overlapOutside"));
    m_outside->setWordWrap(true);
    column->addWidget(m_outside);
    column->addStretch(0);
    m_state = new StateView(QStringLiteral("overlapState"), makeScroll(QStringLiteral("overlapScroll"), inside, this), this);
    m_state->showLoading(tr("Comparing the segments…"));
    connect(m_state, &StateView::actionWanted, this, &OverlapPanel::ask);
    outer->addWidget(m_state);
    connect(m_plot, &OverlapPlot::chosen, this, &OverlapPanel::chosen);
    connect(m_plot, &OverlapPlot::opened, this, [this] { openPeople(chosenPart()); });
    connect(m_plot, &OverlapPlot::menuWanted, this, &OverlapPanel::showMenu);
    connect(m_plot, &OverlapPlot::removeWanted, this, [this](int row) { removeSet(m_answer.sets.keyOf(row)); });
    connect(m_plot, &OverlapPlot::combineWanted, this, &OverlapPanel::combine);
    connect(&m_undo, &QUndoStack::canUndoChanged, m_back, &QWidget::setVisible);
    m_late.setSingleShot(true);
    m_late.setInterval(kLateMs);
    connect(&m_late, &QTimer::timeout, this, [this] { m_plot->setOld(true); });
}

void OverlapPanel::buildHead(QBoxLayout *layout) {
    auto *head = new FlowLayout; // in several lines where the window is narrow
    head->addWidget(makeLabel(tr("Shared with other segments"), "strong", this));
    m_back = makeTool(QStringLiteral("overlapUndo"), tr("Undo the last change of the picture"), "undo-2", this);
    m_back->hide();
    connect(m_back, &QToolButton::clicked, &m_undo, &QUndoStack::undo);
    head->addWidget(m_back);
    m_order = new SegmentedControl(QStringLiteral("overlapOrder"), tr("Order of the columns"), this);
    m_order->addSegment(tr("By size"));
    m_order->addSegment(tr("By number of sets"));
    connect(m_order, &SegmentedControl::currentChanged, this, &OverlapPanel::arrange);
    head->addWidget(m_order);
    m_add = makeButton(QStringLiteral("overlapAdd"), tr("Segment"), "", "plus", this);
    m_add->setAccessibleName(tr("Add a segment to the picture"));
    m_add->setToolTip(m_add->accessibleName());
    connect(m_add, &QPushButton::clicked, this, &OverlapPanel::addSegment);
    head->addWidget(m_add);
    layout->addLayout(head);
    m_chips = new FilterChips(QStringLiteral("overlapChips"), tr("Segments in the picture, with the people they share"), FilterChips::Mode::Many, this);
    connect(m_chips, &FilterChips::chosenChanged, this, [this](const QStringList &ids) {
        Choice choice = m_choice;
        std::erase_if(choice.segments, [&](qint64 id) { return !ids.contains(QString::number(id)); });
        for (const QString &id : ids)
            if (std::find(choice.segments.begin(), choice.segments.end(), id.toLongLong()) == choice.segments.end())
                choice.segments.push_back(id.toLongLong());
        change(tr("Choose segments"), choice);
    });
    layout->addWidget(m_chips);
}

QWidget *OverlapPanel::buildCorner() {
    auto *corner = new QWidget;
    auto *column = new QVBoxLayout(corner);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kTiny);
    m_figure = makeLabel({}, "figure", corner);
    m_figure->setObjectName(QStringLiteral("overlapFigure"));
    column->addWidget(m_figure);
    m_words = makeLabel({}, "secondary", corner);
    m_words->setObjectName(QStringLiteral("overlapWords"));
    m_words->setWordWrap(true);
    m_words->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    column->addWidget(m_words, 1);
    auto *acts = new QWidget(corner);
    auto *row = new FlowLayout(acts, space::kSmall);
    const auto add = [&](const char *name, const QString &words, const char *icon) {
        auto *button = makeButton(QLatin1String(name), words, "", icon, acts);
        row->addWidget(button);
        return button;
    };
    m_people = add("overlapPeople", tr("People"), "users");
    m_make = add("overlapMake", tr("Make it a segment"), "copy-plus");
    m_combine = add("overlapCombine", tr("Combine with…"), "merge");
    column->addWidget(acts);
    connect(m_people, &QPushButton::clicked, this, [this] { openPeople(chosenPart()); });
    connect(m_make, &QPushButton::clicked, this, [this] { makeSegment(chosenPart()); });
    connect(m_combine, &QPushButton::clicked, this, [this] { showMenu(m_combine->mapToGlobal(QPoint(0, m_combine->height() + 2))); });
    return corner;
}

void OverlapPanel::showRule(const model::SegmentRule &rule, const QString &name) {
    const qint64 open = m_openSegment();
    if (open != m_shown) { // another one: its own first choice
        m_shown = open;
        m_undo.clear();
        m_choice = {};
        m_isChosen = m_hasAnswer = false;
    }
    if (m_hasAnswer && m_asked == m_version && rule == m_rule && name == m_name)
        return;
    m_rule = rule;
    m_name = name;
    ask();
}

void OverlapPanel::showElsewhere(const model::SegmentRule &, const QString &, const QString &source) {
    showNothing();
    m_state->showEmpty(QStringLiteral("database"), elsewhereTitle(source), elsewhereWords());
}

void OverlapPanel::showNothing() {
    m_latest.drop();
    m_late.stop();
    m_isAsking = m_hasAnswer = false;
    m_state->showEmpty(QStringLiteral("users"), tr("Not counted yet"), notCountedWords());
}

Result<OverlapPanel::Answer> OverlapPanel::answerOf(service::Session &session, const model::SegmentRule &rule, const OverlapSets::Base &ours,
                                                    const std::optional<std::vector<qint64>> &wanted, std::vector<SharingSegment> sharing,
                                                    const CancelToken &cancel) {
    Answer answer;
    answer.rule = rule;
    answer.sharing = std::move(sharing);
    OverlapSets::Base open = ours;
    open.key = 0;
    open.rule = rule.root;
    if (ours.key > 0) // as it is saved, it is named rather than repeated
        if (const auto saved = SegmentService(session).find(SegmentId{ours.key}); saved && saved->rule == rule)
            open.rule = inSegment(ours.key);
    if (answer.sharing.empty()) {
        TRY_ASSIGN(answer.sharing, service::segmentsSharing(session, rule, SegmentId{ours.key}, cancel));
    }
    if (wanted)
        answer.segments = *wanted;
    else
        for (const SharingSegment &one : answer.sharing)
            if (one.shared > 0 && answer.segments.size() < kFirst)
                answer.segments.push_back(one.id.value);
    if (!wanted && answer.segments.empty() && !answer.sharing.empty())
        answer.segments.push_back(answer.sharing.front().id.value); // none shares anybody: one says so
    QVector<OverlapSets::Base> bases{open};
    std::vector<model::SegmentRule> rules{rule};
    std::erase_if(answer.segments, [&](qint64 id) { // one may be gone by now
        const auto found = std::find_if(answer.sharing.begin(), answer.sharing.end(), [id](const SharingSegment &one) { return one.id.value == id; });
        if (found == answer.sharing.end())
            return true;
        bases.append({id, shortName(found->name), inSegment(id)});
        rules.push_back(found->rule);
        return false;
    });
    TRY_ASSIGN(const SegmentOverlap overlap, service::overlapOf(session, rules, cancel));
    answer.sets = OverlapSets(bases, overlap);
    return answer;
}

void OverlapPanel::ask() {
    m_isAsking = true;
    m_asked = m_version;
    if (!m_hasAnswer)
        m_state->showLoading(tr("Comparing the segments…"));
    else if (!m_late.isActive())
        m_late.start();
    OverlapSets::Base ours;
    ours.key = qMax<qint64>(0, m_shown);
    ours.name = m_name.isEmpty() ? tr("This segment") : shortName(toUtf8(m_name));
    const auto wanted = m_isChosen ? std::optional(m_choice.segments) : std::nullopt;
    // With whom the rule shares people does not depend on what is chosen.
    const bool isKnown = m_hasAnswer && m_answer.version == m_version && m_answer.rule == m_rule;
    const auto sharing = isKnown ? m_answer.sharing : std::vector<SharingSegment>();
    m_latest.request([session = m_session, rule = m_rule, ours, wanted, sharing](const CancelToken &cancel) { return answerOf(*session, rule, ours, wanted, sharing, cancel); },
                     [this, version = m_version](Result<Answer> answer) {
                         m_isAsking = false;
                         m_late.stop();
                         m_plot->setOld(false);
                         if (answer) {
                             answer->version = version;
                             return show(*std::move(answer));
                         }
                         m_hasAnswer = false;
                         m_state->showError(tr("The segments could not be compared"), sentence(answer.error()), tr("Try again"));
                     });
}

void OverlapPanel::show(Answer answer) {
    m_answer = std::move(answer);
    m_hasAnswer = true;
    m_choice.segments = m_answer.segments;
    if (m_answer.sharing.empty())
        return m_state->showEmpty(QStringLiteral("users"), tr("No other segment yet"),
                                  tr("Save a second segment to see whom the two share, and to unite them or take one from the other."));
    m_state->showContent();
    fillChips();
    arrange();
    const qint64 outside = m_answer.sets.outside();
    const QString words = outside > 0 ? tr("%Ln people are in none of these.", nullptr, int(outside)) : tr("Everybody is in one of these at least.");
    m_outside->setText(tr("%1 Drag one set onto another to unite, intersect or subtract them.").arg(words));
}

void OverlapPanel::fillChips() {
    QList<FilterChip> chips;
    QStringList on;
    const auto isOn = [this](qint64 id) { return std::find(m_choice.segments.begin(), m_choice.segments.end(), id) != m_choice.segments.end(); };
    const std::size_t offered = std::max(kChips, m_choice.segments.size());
    std::size_t others = offered - m_choice.segments.size();
    for (const SharingSegment &one : m_answer.sharing) {
        const bool isIn = isOn(one.id.value);
        if (!isIn && others == 0)
            continue;
        if (!isIn)
            --others;
        chips.append({QString::number(one.id.value), inOrder(shortName(one.name)), one.shared});
        if (isIn)
            on << chips.last().id;
    }
    m_chips->setChips(chips);
    m_chips->setChosen(on);
    m_add->setVisible(chips.size() < qsizetype(m_answer.sharing.size()));
}

void OverlapPanel::arrange() {
    m_answer.sets.setCombined(m_choice.combined);
    m_answer.sets.setOrder(m_order->current() == 0 ? OverlapSets::Order::People : OverlapSets::Order::Sets);
    m_plot->setSets(m_answer.sets);
}

// Each change of the picture is a step; the columns are asked for again only where the segments differ.
void OverlapPanel::change(const QString &words, const Choice &choice) {
    if (choice.segments.size() > kMostOthers) {
        fillChips();
        Q_EMIT said(tr("At most %Ln segments can be compared at once. Take one out first.", nullptr, int(kMostOthers)));
        return;
    }
    m_undo.push(new EditCommand<Choice>(words, m_choice, choice, [this](const Choice &value) {
        const bool sameSegments = value.segments == m_choice.segments;
        m_choice = value;
        m_isChosen = true;
        if (sameSegments)
            arrange();
        else
            ask();
    }));
}

void OverlapPanel::addSegment() {
    QList<PickerItem> items;
    for (const SharingSegment &one : m_answer.sharing)
        if (m_answer.sets.rowOf(one.id.value) < 0)
            items.append({QString::number(one.id.value), toQString(one.name).left(200), one.shared < 0 ? QString() : formatNumber(one.shared), QStringLiteral("users")});
    Picker::pickOne(m_add, items, {}, [this](const QStringList &ids) {
        Choice choice = m_choice;
        const qint64 id = ids.first().toLongLong();
        if (std::find(choice.segments.begin(), choice.segments.end(), id) != choice.segments.end())
            return; // came back meanwhile
        choice.segments.push_back(id);
        change(tr("Add a segment to the picture"), choice);
    });
}

void OverlapPanel::removeSet(qint64 key) {
    if (m_answer.sets.rowOf(key) <= 0)
        return; // gone meanwhile
    Choice choice = m_choice;
    std::vector<qint64> gone{key};
    std::erase(choice.segments, gone.front());
    // What was made of it goes with it, and what was made of that.
    choice.combined.removeIf([&](const OverlapSets::Combined &one) {
        const bool isGone = std::find_if(gone.begin(), gone.end(), [&](qint64 key) { return key == one.key || key == one.left || key == one.right; }) != gone.end();
        if (isGone)
            gone.push_back(one.key);
        return isGone;
    });
    change(tr("Take a set out of the picture"), choice);
}

void OverlapPanel::combine(SetOp op, int left, int right) {
    Choice choice = m_choice;
    OverlapSets::Combined made{-1, op, m_answer.sets.keyOf(left), m_answer.sets.keyOf(right)};
    for (const OverlapSets::Combined &one : choice.combined) {
        made.key = std::min(made.key, one.key - 1);
        if (one.op == op && one.left == made.left && one.right == made.right)
            return m_plot->chooseRow(m_answer.sets.rowOf(one.key)); // it is there
    }
    choice.combined.append(made);
    change(tr("Combine two sets"), choice);
    m_plot->chooseRow(m_answer.sets.rowOf(made.key));
    m_plot->setFocus();
}

// The picture may be another one when the picker answers, so sets are known by their keys.
void OverlapPanel::pickPartner(SetOp op, qint64 key) {
    const int row = m_answer.sets.rowOf(key);
    if (row < 0)
        return;
    QList<PickerItem> items;
    for (int other = 0; other < m_answer.sets.rows(); ++other)
        if (other != row)
            items.append({QString::number(m_answer.sets.keyOf(other)), m_answer.sets.name(other).left(200), formatNumber(m_answer.sets.peopleOf(op, row, other)), QStringLiteral("users")});
    Picker::pickOne(m_combine, items, {}, [this, op, key](const QStringList &ids) {
        const int left = m_answer.sets.rowOf(key), right = m_answer.sets.rowOf(ids.first().toLongLong());
        if (left >= 0 && right >= 0)
            combine(op, left, right);
    });
}

void OverlapPanel::chosen() {
    const OverlapSets &sets = m_plot->sets();
    const int row = m_plot->row(), column = m_plot->column();
    const bool isAny = row >= 0 || column >= 0;
    const qint64 people = row >= 0 ? sets.people(row) : column >= 0 ? sets.columnPeople(column) : 0;
    m_figure->setText(isAny ? formatNumber(people) : QString());
    const QString name = row >= 0 ? sets.name(row) : column >= 0 ? sets.columnName(column) : QString();
    const bool hasShare = isAny && row != 0 && sets.people(0) > 0 && (column < 0 || sets.contains(0, column));
    const qint64 shared = row > 0 ? sets.peopleOf(SetOp::And, 0, row) : people;
    const QString words = inOrder(hasShare ? tr("%1 · holds %2 of this segment").arg(name, formatPercent(double(shared) / double(sets.people(0)))) : name);
    m_words->setText(words);
    m_words->setToolTip(words);
    m_people->setVisible(isAny);
    m_people->setEnabled(people > 0);
    m_make->setVisible(column >= 0 || (row >= 0 && sets.isCombined(row)));
    m_combine->setVisible(row >= 0 && sets.rows() > 1);
}

std::optional<OverlapPanel::Part> OverlapPanel::chosenPart() const {
    const OverlapSets &sets = m_plot->sets();
    if (const int row = m_plot->row(); row >= 0 && row < sets.rows())
        return Part{sets.name(row), sets.ruleOf(row), sets.people(row)};
    if (const int column = m_plot->column(); column >= 0 && column < sets.columns())
        return Part{sets.columnName(column), sets.columnRule(column), sets.columnPeople(column)};
    return std::nullopt;
}

void OverlapPanel::openPeople(const std::optional<Part> &part) {
    if (!part || part->people == 0)
        return;
    Q_EMIT peopleWanted(part->name, {}, [rule = part->rule](service::Session &session, const CancelToken &cancel) {
        return SegmentService(session).memberList(rule, {}, false, cancel);
    });
}

void OverlapPanel::makeSegment(const std::optional<Part> &part) {
    if (part)
        Q_EMIT ruleWanted(part->rule, part->name);
}

// An answer may change the picture while the menu is open: its acts are about what it was opened on.
void OverlapPanel::showMenu(const QPoint &at) {
    const OverlapSets &sets = m_plot->sets();
    const int row = m_plot->row();
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("overlapMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Show the people"), this, [this, part = chosenPart()] { openPeople(part); });
    menu->addAction(tr("Make it a segment"), this, [this, part = chosenPart()] { makeSegment(part); });
    const qint64 key = row >= 0 ? sets.keyOf(row) : 0;
    if (row >= 0 && sets.rows() > 1) {
        menu->addSeparator();
        menu->addAction(tr("In this and in…"), this, [this, key] { pickPartner(SetOp::And, key); });
        menu->addAction(tr("In this or in…"), this, [this, key] { pickPartner(SetOp::Or, key); });
        menu->addAction(tr("In this without…"), this, [this, key] { pickPartner(SetOp::Without, key); });
    }
    if (row > 0) {
        menu->addSeparator();
        menu->addAction(tr("Take it out of the picture"), this, [this, key] { removeSet(key); });
    }
    menu->popup(at);
}

// Undo here means the picture, not the rule.
bool OverlapPanel::event(QEvent *event) {
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if ((isOfCommand(key, "edit.undo") && m_undo.canUndo()) || (isOfCommand(key, "edit.redo") && m_undo.canRedo())) {
            event->accept();
            return true;
        }
    }
    return StudyPanel::event(event);
}

void OverlapPanel::keyPressEvent(QKeyEvent *event) {
    if (isOfCommand(event, "edit.undo") && m_undo.canUndo())
        m_undo.undo();
    else if (isOfCommand(event, "edit.redo") && m_undo.canRedo())
        m_undo.redo();
    else
        StudyPanel::keyPressEvent(event);
}

} // namespace audience::ui
