#include "ui/checks/check_desk.h"

#include "qbase/convert.h"
#include "service/data_service.h"
#include "service/session.h"
#include "ui/checks/check_list.h"
#include "ui/checks/check_panel.h"
#include "ui/kit/filter_chips.h"
#include "ui/kit/flow_layout.h"
#include "ui/kit/jobs.h"
#include "ui/kit/notice.h"
#include "ui/kit/state_view.h"
#include "ui/kit/theme.h"
#include "ui/text/sentences.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QResizeEvent>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace audience::ui {

using model::QualityCheck;
using service::QualityService;
using Filter = CheckModel::Filter;
using Kind = CheckItem::Kind;

namespace {

constexpr int kPanelWidth = 276, kNarrow = 680, kSearchWidth = 180, kLeast = 240;
constexpr std::array<const char *, CheckModel::kFilters> kChipIds{"all", "failing", "warning", "passing", "suggested"};

bool runsNow(const service::QualityView &view) { return view.isOutdated && !view.checks.empty(); }

} // namespace

CheckDesk::CheckDesk(std::shared_ptr<service::Session> session, const QString &prefix, bool isWhole, QWidget *parent)
    : QWidget(parent), m_session(std::move(session)), m_prefix(prefix), m_isWhole(isWhole), m_model(new CheckModel(this)), m_reading(this), m_runs(this), m_suggestions(this) {
    setAttribute(Qt::WA_StyledBackground);
    setProperty("role", QStringLiteral("surface"));
    auto *across = new QHBoxLayout(this);
    across->setContentsMargins(0, 0, 0, 0);
    across->setSpacing(0);
    auto *left = makeColumn(space::kSmall);
    left->setContentsMargins(0, space::kMedium, 0, 0);
    m_notice = new Notice(prefix + QStringLiteral("Notice"), this);
    left->addWidget(m_notice);
    makeHead(left);
    m_list = new CheckList(m_model, prefix + QStringLiteral("List"), this);
    m_state = new StateView(prefix + QStringLiteral("State"), m_list, this);
    left->addWidget(m_state, 1);
    across->addLayout(left, 1);
    m_panel = new CheckPanel(prefix + QStringLiteral("Panel"), this);
    m_panel->setFixedWidth(Theme::instance().pixels(kPanelWidth));
    across->addWidget(m_panel);
    connect(m_list, &CheckList::chosen, this, &CheckDesk::showChosen);
    connect(m_list, &CheckList::opened, this, &CheckDesk::openChosen);
    connect(m_list, &CheckList::turned, this, &CheckDesk::turnChosen);
    connect(m_list, &CheckList::removed, this, &CheckDesk::removeChosen);
    connect(m_panel, &CheckPanel::openWanted, this, &CheckDesk::openChosen);
    connect(m_panel, &CheckPanel::keepWanted, this, &CheckDesk::openChosen);
    connect(m_panel, &CheckPanel::turnWanted, this, &CheckDesk::turnChosen, Qt::QueuedConnection);
    connect(m_panel, &CheckPanel::removeWanted, this, &CheckDesk::removeChosen);
    connect(m_state, &StateView::actionWanted, this, [this] {
        if (m_state->state() == StateView::State::Error)
            refresh();
        else
            suggest();
    });
    showChosen();
    fill();
}

void CheckDesk::makeHead(QBoxLayout *layout) {
    m_chips = new FilterChips(m_prefix + QStringLiteral("Chips"), tr("Which checks"), FilterChips::Mode::One, this);
    m_search = new QLineEdit(this);
    m_search->setObjectName(m_prefix + QStringLiteral("Search"));
    m_search->setPlaceholderText(tr("Find a check"));
    m_search->setAccessibleName(tr("Find a check"));
    m_search->setClearButtonEnabled(true);
    m_search->setMinimumWidth(Theme::instance().pixels(kSearchWidth) / 2);
    m_search->setMaximumWidth(Theme::instance().pixels(kSearchWidth));
    m_import = makeButton(m_prefix + QStringLiteral("Import"), tr("Import dbt tests"), m_isWhole ? "" : "quiet", "file-up", this);
    m_keepAll = makeButton(m_prefix + QStringLiteral("KeepAll"), tr("Keep all"), "", nullptr, this);
    m_suggest = makeButton(m_prefix + QStringLiteral("Suggest"), tr("Suggest checks"), "", nullptr, this);
    m_run = makeButton(m_prefix + QStringLiteral("Run"), tr("Check now"), m_isWhole ? "primary" : "", nullptr, this);
    auto *chips = makeRow(space::kSmall);
    chips->setContentsMargins(space::kPage, 0, space::kPage, 0);
    chips->addWidget(m_chips, 3, Qt::AlignVCenter);
    if (m_isWhole) {
        chips->addWidget(m_search, 1);
        m_import->setToolTip(tr("The tests of a schema.yml become checks."));
        for (QWidget *action : actions())
            action->hide();
    } else {
        m_import->hide(); // its place is where all datasets are
        auto *row = new FlowLayout(nullptr, space::kSmall);
        auto *room = makeRow();
        room->setContentsMargins(space::kPage, 0, space::kPage, 0);
        room->addLayout(row, 1);
        m_search->setMinimumWidth(Theme::instance().pixels(kSearchWidth));
        for (QWidget *part : std::initializer_list<QWidget *>{m_search, m_run, m_suggest, m_keepAll})
            row->addWidget(part);
        layout->addLayout(room);
    }
    layout->addLayout(chips);
    m_looked = makeLabel({}, "secondary", this);
    m_looked->setObjectName(m_prefix + QStringLiteral("Looked"));
    m_looked->setWordWrap(true);
    m_looked->hide();
    auto *looked = makeRow();
    looked->setContentsMargins(space::kPage, 0, space::kPage, 0);
    looked->addWidget(m_looked);
    layout->addLayout(looked);
    connect(m_chips, &FilterChips::chosenChanged, this, [this](const QStringList &ids) {
        const auto at = std::find_if(kChipIds.begin(), kChipIds.end(), [&](const char *id) { return ids.value(0) == QLatin1String(id); });
        m_model->setFilter(at == kChipIds.end() ? Filter::All : Filter(at - kChipIds.begin()));
        showState();
    });
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &words) {
        m_model->setWords(words);
        showState();
    });
    connect(m_run, &QPushButton::clicked, this, &CheckDesk::run);
    connect(m_suggest, &QPushButton::clicked, this, &CheckDesk::suggest);
    connect(m_keepAll, &QPushButton::clicked, this, &CheckDesk::keepAll);
    connect(m_import, &QPushButton::clicked, this, &CheckDesk::importTests);
}

QList<QWidget *> CheckDesk::actions() const { return {m_import, m_keepAll, m_suggest, m_run}; }

std::vector<std::string> CheckDesk::scope() const { return m_isWhole ? m_datasets : std::vector<std::string>{m_dataset}; }

void CheckDesk::setDataset(const std::string &dataset) {
    if (dataset != m_dataset) {
        m_views.clear();
        m_notice->clear();
        m_isLoaded = false;
    }
    m_dataset = dataset;
    m_found.clear();
    m_faults.clear();
    m_hasSuggested = m_isRunning = m_isSuggesting = false;
    m_runs.drop();
    m_suggestions.drop();
    fill();
    refresh();
}

void CheckDesk::setFaults(const QVector<CheckItem> &faults) {
    m_faults = faults;
    for (CheckItem &item : m_faults)
        item.group = tr("Common faults");
    fill();
}

void CheckDesk::refresh() { read(true); }

void CheckDesk::read(bool runsAfter) {
    m_isReading = true;
    showState();
    m_reading.request([session = m_session, isWhole = m_isWhole, dataset = m_dataset](CancelToken cancel) -> Result<Read> {
        Read read;
        if (isWhole) {
            TRY_ASSIGN(const auto all, service::DataService(*session).datasets());
            for (const service::DatasetView &one : all)
                read.datasets.push_back(one.name);
        } else {
            read.datasets = {dataset};
        }
        const QualityService quality(*session);
        for (const std::string &name : read.datasets) {
            if (cancel.isCancelled())
                return Error(ErrorKind::Cancelled, "cancelled");
            TRY_ASSIGN(auto view, quality.list(name));
            read.views.push_back(std::move(view));
        }
        return read;
    }, [this, runsAfter](Result<Read> read) {
        m_isReading = false;
        if (!read) {
            if (m_isLoaded || !m_isWhole)
                return say(read.error());
            return m_state->showError(tr("The checks could not be read"), sentence(read.error()), tr("Read again"));
        }
        m_isLoaded = true;
        m_datasets = std::move(read->datasets);
        m_views = std::move(read->views);
        fill();
        if (!m_wanted.isEmpty())
            goTo(std::exchange(m_wanted, {}));
        std::vector<std::string> due;
        for (const service::QualityView &view : m_views)
            if (runsNow(view))
                due.push_back(view.dataset);
        if (runsAfter && !due.empty() && !m_isRunning)
            runOf(due);
        Q_EMIT changed();
    });
}

int CheckDesk::all() const {
    std::size_t count = 0;
    for (const service::QualityView &view : m_views)
        count += view.checks.size();
    return int(count);
}

int CheckDesk::passed() const {
    std::size_t bad = 0;
    for (const service::QualityView &view : m_views)
        bad += view.bad();
    return all() - int(bad);
}

std::size_t CheckDesk::offered() const {
    std::size_t count = 0;
    for (const Found &found : m_found)
        count += found.what.checks.size();
    return count;
}

void CheckDesk::fill() {
    QVector<CheckItem> items;
    const auto add = [&](CheckItem item, const QString &group) {
        item.group = group;
        items.append(std::move(item));
    };
    for (const quality::LeftOut &left : m_left)
        add(leftOutItem(left), tr("Not taken over from the file"));
    const auto addFound = [&](const std::string &dataset, bool isWhole) {
        const auto found = std::find_if(m_found.begin(), m_found.end(), [&](const Found &one) { return one.dataset == dataset; });
        if (found == m_found.end())
            return;
        for (const quality::Trap &trap : found->what.traps)
            add(trapItem(dataset, trap), isWhole ? toQString(dataset) : tr("Beware"));
        for (const QualityCheck &check : found->what.checks)
            add(suggestedItem(check), isWhole ? toQString(dataset) : tr("Suggested"));
    };
    for (const service::QualityView &view : m_views) {
        const QString group = m_isWhole ? toQString(view.dataset) : tr("Kept checks");
        if (view.last && view.last->stopped)
            add(stoppedItem(view), group);
        const auto first = items.size();
        for (const service::QualityCheckView &kept : view.checks)
            add(keptItem(kept), group);
        std::stable_sort(items.begin() + first, items.end(), [](const CheckItem &a, const CheckItem &b) { // what keeps rows out, then what warns
            const auto rank = [](const CheckItem &item) { return item.isBad() ? int(item.standing) : int(CheckItem::Standing::Passing); };
            return rank(a) < rank(b);
        });
        addFound(view.dataset, m_isWhole);
    }
    items += m_faults;
    struct Place {
        Kind kind = Kind::Kept;
        std::string dataset;
        QString id;
    } chosen;
    const int before = m_list->currentIndex().row();
    const bool wasChosen = m_list->current();
    if (const CheckItem *item = m_list->current())
        chosen = {item->kind, item->dataset, item->id};
    const int scrolled = m_list->verticalScrollBar()->value();
    m_model->setItems(std::move(items));
    if (wasChosen) {
        int row = m_model->rowOf(chosen.kind, chosen.dataset, chosen.id);
        for (int near = qMin(before, m_model->rowCount() - 1); row < 0 && near >= 0; --near)
            row = m_model->isHeading(near) ? -1 : near; // the one that took its place
        m_list->verticalScrollBar()->setValue(scrolled);
        m_list->choose(row);
    }
    QList<FilterChip> chips;
    const QStringList words{tr("All"), tr("Failing"), tr("Warning"), tr("Passing"), tr("Suggested")};
    for (int i = 0; i < CheckModel::kFilters; ++i)
        if (Filter(i) != Filter::Suggested || offered() > 0)
            chips.append({QLatin1String(kChipIds[std::size_t(i)]), words[i], m_model->count(Filter(i))});
    m_chips->setChips(chips);
    if (offered() == 0 && m_model->filter() == Filter::Suggested) {
        m_chips->setChosen({QLatin1String(kChipIds[0])});
        m_model->setFilter(Filter::All);
    }
    showState();
}

void CheckDesk::showLooked() {
    constexpr qsizetype kMostLines = 3;
    QStringList lines;
    for (const Found &found : m_found)
        if (const QString words = lookedWords(found.dataset, found.what.looked); !words.isEmpty())
            lines << words;
    if (lines.size() > kMostLines) {
        const int others = int(lines.size() - kMostLines);
        lines = lines.mid(0, kMostLines);
        lines << tr("Of %n more lists likewise.", nullptr, others);
    }
    m_looked->setText(lines.join(QLatin1Char('\n')));
    m_looked->setVisible(!lines.isEmpty());
}

void CheckDesk::showState() {
    showLooked();
    const bool isReadOnly = m_session->workspace().isReadOnly();
    m_run->setEnabled(all() > 0 && !m_isRunning);
    m_run->setText(m_isRunning ? tr("Checking …") : tr("Check now"));
    m_suggest->setEnabled(!m_isSuggesting && !scope().empty());
    m_suggest->setText(m_isSuggesting ? tr("Looking …") : tr("Suggest checks"));
    const bool mayKeep = offered() > 1 && !isReadOnly;
    if (m_isWhole)
        m_keepAll->setProperty("absent", !mayKeep);
    else
        m_keepAll->setVisible(mayKeep);
    m_keepAll->setEnabled(mayKeep);
    m_import->setEnabled(!isReadOnly);
    if (!m_isLoaded && m_isReading && m_model->items().isEmpty())
        m_state->showLoading(tr("Reading the checks …"));
    else if (m_isLoaded && m_isWhole && m_datasets.empty())
        m_state->showEmpty(QStringLiteral("clipboard-check"), tr("Nothing to check yet"), tr("Bring your people and their orders in first. Then what must hold of them can be checked whenever rows come in."));
    else if (m_isLoaded && m_model->items().isEmpty() && m_hasSuggested)
        m_state->showEmpty(QStringLiteral("clipboard-check"), tr("There is nothing more to suggest"), tr("These rows are too few, or everything that fits them was declined."));
    else if (m_isLoaded && m_model->items().isEmpty())
        m_state->showEmpty(QStringLiteral("clipboard-check"), tr("No checks are kept yet"), tr("A check says what must hold of your rows: an address in every row, no order twice. Those that are kept run whenever rows come in."), isReadOnly ? QString() : tr("Suggest checks"));
    else if (m_isLoaded && m_model->rowCount() == 0)
        m_state->showEmpty(QStringLiteral("filter-x"), tr("None of the checks is like that"), tr("Others are there: choose All, or find with other words."));
    else
        m_state->showContent();
    Q_EMIT changed();
}

void CheckDesk::showChosen() {
    if (m_panel->isAncestorOf(QApplication::focusWidget()))
        m_list->setFocus(); // what had the keyboard is made anew
    m_panel->show(m_list->current(), !m_session->workspace().isReadOnly());
}

void CheckDesk::goTo(const QString &dataset) {
    if (!m_isLoaded) {
        m_wanted = dataset;
        return;
    }
    m_search->clear();
    m_chips->setChosen({QLatin1String(kChipIds[0])});
    m_model->setFilter(Filter::All);
    showState();
    const int row = m_model->firstOf(dataset);
    m_list->choose(row);
    m_list->scrollTo(m_model->index(qMax(0, row - 1)), QAbstractItemView::PositionAtTop);
    m_list->setFocus();
}

// The pane goes where there is little room, so it asks for none.
QSize CheckDesk::minimumSizeHint() const {
    return {Theme::instance().pixels(kLeast), Theme::instance().pixels(kLeast)};
}

// They may have been changed on another page meanwhile.
void CheckDesk::showEvent(QShowEvent *event) {
    QWidget::showEvent(event);
    if (m_isLoaded && !isBusy())
        refresh();
}

// Where there is little room the rows say enough.
void CheckDesk::resizeEvent(QResizeEvent *event) {
    QWidget::resizeEvent(event);
    m_panel->setVisible(width() >= Theme::instance().pixels(kNarrow));
}

} // namespace audience::ui
