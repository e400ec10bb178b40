#include "ui/segments/members_panel.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/kit/background.h"
#include "ui/kit/jobs.h"
#include "ui/kit/kept.h"
#include "ui/kit/picker.h"
#include "ui/kit/table_model.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/kit/zoned.h"
#include "ui/segments/trait_words.h"
#include "ui/sources/engine_words.h"
#include "ui/text/sentences.h"
#include "ui/text/words.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QToolButton>
#include <QVBoxLayout>

namespace audience::ui {

using service::MemberList;
using service::SegmentService;

namespace {
constexpr std::size_t kFirstColumns = 6;
constexpr int kWidestColumn = 280, kWidestNarrow = 170;
}

MembersPanel::MembersPanel(std::shared_ptr<service::Session> session, QWidget *parent)
    : QFrame(parent), m_session(std::move(session)), m_list(this), m_there(this) {
    setRole(this, "card");
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 6, 1, 1);
    layout->setSpacing(space::kTiny);
    auto *head = makeRow();
    head->setContentsMargins(12, 0, 8, 0);
    m_title = makeLabel(tr("Members"), "strong", this);
    m_title->setObjectName(QStringLiteral("membersTitle"));
    head->addWidget(m_title);
    m_count = makeLabel({}, "tertiary", this);
    m_count->setObjectName(QStringLiteral("membersCount"));
    head->addWidget(m_count);
    static_cast<QHBoxLayout *>(head)->addStretch(1);
    m_back = makeButton(QStringLiteral("membersBack"), tr("Show the members"), "quiet", nullptr, this);
    connect(m_back, &QPushButton::clicked, this, [this] { showKeptBack({}); });
    m_back->hide();
    head->addWidget(m_back);
    auto *choose = makeTool(QStringLiteral("membersColumns"), tr("Choose columns"), "columns-3", this);
    connect(choose, &QToolButton::clicked, this, &MembersPanel::chooseColumns);
    head->addWidget(choose);
    layout->addLayout(head);
    m_model = new TableModel(this);
    m_view = new TableView(QStringLiteral("membersTable"), tr("Members"), this);
    m_view->setProperty("role", QStringLiteral("plain"));
    m_view->setModel(m_model);
    m_view->setMinimumHeight(220);
    m_view->horizontalHeader()->setSectionsClickable(true);
    m_view->horizontalHeader()->setHighlightSections(false);
    connect(m_view->horizontalHeader(), &QHeaderView::sectionClicked, this, &MembersPanel::sortBy);
    connect(m_view, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        // Asked for: the key stands in a column of its own only when it was chosen.
        if (index.isValid() && m_shown && !m_vocabulary.attributes.empty())
            inBackground(this, [session = m_session, list = m_shown, key = m_vocabulary.attributes.front().name, row = index.row()] { return SegmentService(*session).rowsOf(*list, {key}, row, 1); },
                         [this](const Result<service::RowsPage> &page) {
                             if (page && !page->rows.empty())
                                 Q_EMIT personChosen(toQString(page->rows.front().front()));
                         });
    });
    layout->addWidget(m_view);
}

QString MembersPanel::settingsKey() const {
    return QStringLiteral("columns/%1/members").arg(toQString(m_session->workspace().uuid()));
}

void MembersPanel::setVocabulary(const service::RuleVocabulary &vocabulary) {
    m_vocabulary = vocabulary;
    m_chosen = Kept::value(settingsKey()).toStringList();
}

std::vector<std::string> MembersPanel::columns() const {
    std::vector<std::string> columns;
    for (const auto &field : m_vocabulary.attributes)
        if (m_chosen.isEmpty() ? columns.size() < kFirstColumns : m_chosen.contains(toQString(field.name)))
            columns.push_back(field.name);
    return columns;
}

void MembersPanel::chooseColumns() {
    QList<PickerItem> items;
    for (const auto &field : m_vocabulary.attributes)
        items.append({toQString(field.name), plainName(field.name), typeWord(field.type), {}});
    QStringList now;
    for (const std::string &name : columns())
        now << toQString(name);
    Picker::pickMany(findChild<QToolButton *>(QStringLiteral("membersColumns")), items, now, [this](const QStringList &ids) {
        m_chosen = ids;
        Kept::keep(settingsKey(), m_chosen);
        ask();
    });
}

void MembersPanel::showThere(const model::SegmentRule &rule, const QString &source) {
    m_rule = rule;
    m_source = source;
    m_reason.clear();
    m_list.drop();
    ask();
}

void MembersPanel::askThere() {
    constexpr int kFirst = 50;
    m_isAsking = true;
    const auto names = columns();
    m_there.request([session = m_session, rule = *m_rule, names](CancelToken cancel) { return SegmentService(*session).members(rule, names, 0, kFirst, cancel); },
                    [this, names](const Result<service::RowsPage> &page) {
                        m_isAsking = false;
                        m_shown.reset();
                        if (!page) {
                            m_count->clear();
                            return m_model->fail(remoteSentence(page.error()));
                        }
                        QVector<TableColumn> shown;
                        for (const std::string &name : names) {
                            TableColumn column{capital(plainName(name))};
                            for (const auto &field : m_vocabulary.attributes)
                                column.number = column.number || (field.name == name && field.isNumber && name != names.front());
                            shown.append(column);
                        }
                        TableRows texts;
                        for (const auto &row : page->rows) {
                            QStringList cells;
                            for (const std::string &cell : row)
                                cells << toQString(cell).left(400);
                            texts.append(cells);
                        }
                        m_count->setText(texts.size() < kFirst ? tr("All %n of them", nullptr, int(texts.size())) : tr("The first %n, as %1 gives them", nullptr, int(texts.size())).arg(m_source));
                        m_view->horizontalHeader()->setSortIndicatorShown(false);
                        m_model->setRows(shown, texts);
                        m_wide = -1;
                        fit();
                    });
}

void MembersPanel::showRule(const model::SegmentRule &rule) {
    m_rule = rule;
    m_source.clear();
    m_there.drop();
    m_reason.clear();
    ask();
}

void MembersPanel::showNobody() {
    m_rule.reset();
    m_isAsking = false;
    m_list.drop();
    m_there.drop();
    m_shown.reset();
    m_model->fail(tr("Who they are is shown once they could be counted."));
    m_count->clear();
}

void MembersPanel::showKeptBack(const QString &reason) {
    if (!m_source.isEmpty())
        return;
    m_reason = reason;
    ask();
}

void MembersPanel::sortBy(int section) {
    const auto all = columns();
    if (section < 0 || std::size_t(section) >= all.size() || !m_source.isEmpty())
        return;
    const std::string &column = all[std::size_t(section)];
    // Up, down, as they came.
    if (m_sortBy != column) {
        m_sortBy = column;
        m_descending = false;
    } else if (!m_descending) {
        m_descending = true;
    } else {
        m_sortBy.clear();
    }
    ask();
}

void MembersPanel::ask() {
    m_back->setVisible(!m_reason.isEmpty());
    m_title->setText(m_reason.isEmpty() ? tr("Members") : tr("Cannot be emailed: %1").arg(reasonWord(toUtf8(m_reason))));
    if (!m_rule)
        return;
    if (!m_source.isEmpty())
        return askThere();
    m_isAsking = true;
    m_list.request(
        [session = m_session, rule = *m_rule, reason = toUtf8(m_reason), sort = m_sortBy, descending = m_descending](CancelToken cancel) {
            SegmentService service(*session);
            return reason.empty() ? service.memberList(rule, sort, descending, cancel) : service.keptBackList(rule, reason, {}, sort, descending, cancel);
        },
        [this](Result<std::shared_ptr<const MemberList>> list) {
            m_isAsking = false;
            if (!list) {
                m_count->clear();
                return m_model->fail(sentence(list.error()));
            }
            fill(*list);
        });
}

void MembersPanel::fill(std::shared_ptr<const MemberList> list) {
    m_shown = list;
    const auto names = columns();
    QVector<TableColumn> shown;
    QVector<bool> times;
    int wide = -1, sorted = -1;
    for (const std::string &name : names) {
        TableColumn column{capital(plainName(name))};
        bool isTime = false;
        for (const auto &field : m_vocabulary.attributes)
            if (field.name == name) {
                column.number = field.isNumber && name != names.front(); // a key is a name, not an amount
                isTime = name != names.front() && (field.type == "date" || field.type == "instant");
            }
        column.quiet = name.find("email") != std::string::npos;
        if (column.quiet)
            wide = int(shown.size()); // the longest of them gets what is left of the width
        if (name == m_sortBy)
            sorted = int(shown.size());
        shown.append(column);
        times.append(isTime);
    }
    const qint64 rows = qint64(list->people.size());
    m_count->setText(tr("%Ln people", nullptr, int(rows)));
    m_model->setSource(shown, rows, [session = m_session, list, names, times, zone = workspaceZone()](qint64 first, int count, CancelToken) -> Result<TableRows> {
        TableRows texts;
        TRY_ASSIGN(const auto page, SegmentService(*session).rowsOf(*list, names, first, count));
        for (const auto &row : page.rows) {
            QStringList cells;
            for (std::size_t i = 0; i < row.size(); ++i)
                cells << (times.value(int(i)) ? momentWords(toQString(row[i]), zone) : toQString(row[i]));
            texts.append(cells);
        }
        return texts;
    });
    m_view->horizontalHeader()->setSortIndicatorShown(sorted >= 0);
    if (sorted >= 0)
        m_view->horizontalHeader()->setSortIndicator(sorted, m_descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    m_wide = wide;
    fit();
    // Once more when the first rows are there.
    disconnect(m_fit);
    m_fit = connect(m_model, &QAbstractItemModel::dataChanged, this, [this] {
        disconnect(m_fit);
        fit();
    });
}

// Where everything has room, nothing is stretched; where not, columns that nobody chose go, the last one first,
// and then the addresses give way.
void MembersPanel::fit() {
    for (int column = 0; column < m_model->columnCount(); ++column)
        m_view->setColumnHidden(column, false);
    m_view->fitColumns(kWidestColumn, -1);
    int taken = 0;
    for (int column = 0; column < m_model->columnCount(); ++column)
        taken += m_view->columnWidth(column);
    for (int column = m_model->columnCount() - 1; m_chosen.isEmpty() && column > m_wide && taken > m_view->viewport()->width(); --column) {
        taken -= m_view->columnWidth(column);
        m_view->setColumnHidden(column, true);
    }
    if (m_wide >= 0 && taken > m_view->viewport()->width())
        m_view->fitColumns(kWidestNarrow, m_wide);
}

void MembersPanel::resizeEvent(QResizeEvent *event) {
    QFrame::resizeEvent(event);
    fit();
}

void MembersPanel::exportTo(const QString &path) {
    if (!m_rule || path.isEmpty())
        return;
    Jobs::around(this)->start(
        tr("Saving members"), this,
        [session = m_session, rule = *m_rule, names = columns(), path = toUtf8(path)](Progress *progress, const CancelToken &cancel) {
            return SegmentService(*session).exportMembers(rule, names, path, progress, cancel);
        },
        [this, path](Result<std::int64_t> written) {
            if (written || written.error().kind != ErrorKind::Cancelled)
                Q_EMIT said(written ? tr("%Ln people written to %1", nullptr, int(*written)).arg(path) : sentence(written.error()));
        });
}

} // namespace audience::ui
