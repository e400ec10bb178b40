#include "ui/kit/people_panel.h"

#include "ui/kit/flow_layout.h"
#include "ui/kit/motion.h"
#include "ui/kit/notice.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace audience::ui {

namespace {

constexpr int kNarrowest = 480, kWidest = 760;

} // namespace

PeoplePanel::PeoplePanel(QWidget *page) : QWidget(page) {
    setObjectName(QStringLiteral("peoplePanel"));
    setAccessibleName(tr("People behind the figure"));
    m_sheet = new QFrame(this);
    m_sheet->setObjectName(QStringLiteral("peopleSheet"));
    m_sheet->setProperty("role", QStringLiteral("pane"));
    auto *layout = new QVBoxLayout(m_sheet);
    layout->setContentsMargins(0, space::kMedium, 0, 0);
    layout->setSpacing(space::kSmall);
    auto *head = makeRow();
    head->setContentsMargins(space::kPage, 0, space::kMedium, 0);
    auto *words = makeColumn(2);
    m_title = makeLabel({}, "title", m_sheet);
    m_title->setObjectName(QStringLiteral("peopleTitle"));
    m_note = makeLabel({}, "secondary", m_sheet);
    m_note->setObjectName(QStringLiteral("peopleNote"));
    m_note->setWordWrap(true);
    words->addWidget(m_title);
    words->addWidget(m_note);
    head->addLayout(words, 1);
    auto *shut = makeTool(QStringLiteral("peopleClose"), tr("Close"), "x", m_sheet);
    connect(shut, &QToolButton::clicked, this, &PeoplePanel::close);
    m_shut = shut;
    head->addWidget(shut, 0, Qt::AlignTop);
    layout->addLayout(head);
    auto *foot = new QWidget(m_sheet); // goes on in the next line where the panel is narrow
    foot->setContentsMargins(space::kPage, 0, space::kPage, 4);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    foot->setSizePolicy(policy);
    auto *actions = new FlowLayout(foot, space::kSmall);
    m_copy = makeButton(QStringLiteral("peopleCopy"), tr("Copy"), "", "copy", m_sheet);
    m_copy->setToolTip(tr("Copy the rows that are chosen, or those on screen"));
    m_export = makeButton(QStringLiteral("peoplePanelExport"), tr("Save as CSV"), "", "download", m_sheet);
    m_segment = makeButton(QStringLiteral("peopleSegment"), tr("Make a segment"), "", "users", m_sheet);
    m_segment->setToolTip(tr("A segment of these people"));
    m_campaign = makeButton(QStringLiteral("peopleCampaign"), {}, "quiet", "arrow-right", m_sheet);
    m_campaign->hide();
    actions->addWidget(m_copy);
    actions->addWidget(m_export);
    actions->addWidget(m_segment);
    actions->addWidget(m_campaign);
    layout->addWidget(foot);
    m_said = makeLabel({}, "secondary", m_sheet);
    m_said->setObjectName(QStringLiteral("peopleSaid"));
    m_said->setWordWrap(true);
    m_said->setContentsMargins(space::kPage, 0, space::kPage, 4);
    m_said->hide();
    layout->addWidget(m_said);
    m_model = new TableModel(this);
    m_table = new TableView(QStringLiteral("peoplePanelTable"), tr("People"), m_sheet);
    m_table->setProperty("role", QStringLiteral("plain"));
    m_table->setModel(m_model);
    layout->addWidget(m_table, 1);
    m_nobody = new EmptyState(QStringLiteral("users"), tr("Nobody"), tr("There is nobody behind this figure."), {}, m_sheet);
    m_nobody->setObjectName(QStringLiteral("peopleNobody"));
    layout->addWidget(m_nobody, 1);
    m_nobody->hide();
    connect(m_copy, &QPushButton::clicked, this, &PeoplePanel::copyAll);
    connect(m_table, &TableView::copied, this, &PeoplePanel::say);
    connect(m_export, &QPushButton::clicked, this, &PeoplePanel::exportWanted);
    connect(m_segment, &QPushButton::clicked, this, &PeoplePanel::segmentWanted);
    connect(m_campaign, &QPushButton::clicked, this, &PeoplePanel::campaignWanted);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) { Q_EMIT rowActivated(index.row()); });
    page->installEventFilter(this);
    hide();
}

void PeoplePanel::openWaiting(const QString &title) {
    if (!isVisible())
        m_before = QApplication::focusWidget();
    m_title->setText(title);
    m_note->setText(tr("Looking them up …"));
    m_said->hide();
    m_rows = 0;
    m_model->setRows({}, {});
    m_nobody->hide();
    m_table->show();
    m_copy->setEnabled(false);
    m_export->setEnabled(false);
    m_segment->setEnabled(false);
    m_campaign->hide();
    place();
    show();
    raise();
    appear(m_sheet, tokens().surface);
    m_table->setFocus();
}

void PeoplePanel::fill(const Content &content) {
    m_title->setText(content.title);
    m_note->setText(content.note);
    m_rows = content.rows;
    m_copy->setEnabled(content.rows > 0);
    m_export->setEnabled(content.rows > 0);
    m_segment->setEnabled(content.rows > 0);
    m_model->setSource(content.columns, content.rows, content.fetch);
    m_table->fitColumns(240, -1);
    connect(m_model, &QAbstractItemModel::dataChanged, m_table, [table = m_table] { table->fitColumns(240, -1); }, Qt::SingleShotConnection);
    if (content.rows > 0)
        return m_table->setCurrentIndex(m_model->index(0, 0));
    if (m_table->hasFocus())
        m_shut->setFocus();
    m_table->hide();
    m_nobody->show();
}

void PeoplePanel::say(const QString &words) {
    m_said->setText(words);
    m_said->setVisible(!words.isEmpty());
}

void PeoplePanel::setCampaign(const QString &words) {
    m_campaign->setText(words);
    m_campaign->setAccessibleName(words);
    m_campaign->setVisible(!words.isEmpty());
}

void PeoplePanel::close() {
    if (!isVisible())
        return;
    hide();
    m_model->setRows({}, {});
    if (m_before)
        m_before->setFocus();
    Q_EMIT closed();
}

void PeoplePanel::place() {
    setGeometry(parentWidget()->rect());
    const int wide = qMin(width(), qBound(kNarrowest, width() * 58 / 100, kWidest));
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    m_sheet->setGeometry(isMirrored ? 0 : width() - wide, 0, wide, height());
}

void PeoplePanel::copyAll() {
    if (m_table->selectionModel()->selectedRows().size() < 2) {
        const int first = m_table->rowAt(0), last = m_table->rowAt(m_table->viewport()->height() - 1);
        QItemSelection all(m_model->index(qMax(0, first), 0), m_model->index(last < 0 ? m_model->rowCount() - 1 : last, m_model->columnCount() - 1));
        m_table->selectionModel()->select(all, QItemSelectionModel::ClearAndSelect);
    }
    m_table->copyChosen(false);
}

void PeoplePanel::paintEvent(QPaintEvent *) {
    QPainter painter(this);
    QColor veil(Qt::black);
    veil.setAlphaF(Theme::instance().scheme() == Scheme::Dark ? 0.5F : 0.18F);
    painter.fillRect(rect(), veil);
}

void PeoplePanel::mousePressEvent(QMouseEvent *event) {
    if (!m_sheet->geometry().contains(event->pos()))
        close();
}

void PeoplePanel::keyPressEvent(QKeyEvent *event) {
    if (event->key() == Qt::Key_Escape)
        return close();
    QWidget::keyPressEvent(event);
}

bool PeoplePanel::eventFilter(QObject *watched, QEvent *event) {
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    return QWidget::eventFilter(watched, event);
}

} // namespace audience::ui
