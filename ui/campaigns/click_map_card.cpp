#include "ui/campaigns/click_map_card.h"

#include "qbase/convert.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/templates/email_preview.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QMouseEvent>
#include <QSet>
#include <QSignalBlocker>
#include <QUrl>
#include <QVBoxLayout>

namespace audience::ui {

static constexpr int kEmailHigh = 440, kTwoColumns = 820;

static QString withoutScheme(const std::string &label) { return toQString(label).section(QStringLiteral("://"), -1); }

ClickMapCard::ClickMapCard(QWidget *parent) : QFrame(parent) {
    setObjectName(QStringLiteral("clickMap"));
    setProperty("role", QStringLiteral("card"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(space::kSmall);
    m_title = makeLabel({}, "strong", this);
    m_title->setObjectName(QStringLiteral("clickMapTitle"));
    column->addWidget(m_title);
    m_row = new QBoxLayout(QBoxLayout::LeftToRight);
    m_row->setSpacing(space::kPage);
    column->addLayout(m_row);
    auto *frame = new QFrame(this);
    frame->setProperty("role", QStringLiteral("field"));
    auto *inside = new QVBoxLayout(frame);
    inside->setContentsMargins(1, 1, 1, 1);
    m_email = new EmailPreview(frame);
    m_email->setAccessibleName(tr("The email as it was sent, with its clicks"));
    m_email->setMinimumHeight(kEmailHigh);
    m_email->setOffersLinks();
    connect(m_email, &EmailPreview::linkPointed, this, &ClickMapCard::pointFromEmail);
    connect(m_email, &EmailPreview::linkChosen, this, [this](const QUrl &href) { openRow(linkOf(href)); });
    inside->addWidget(m_email);
    m_row->addWidget(frame, 11);
    auto *side = makeColumn(space::kSmall);
    m_model = new TableModel(this);
    m_table = new TableView(QStringLiteral("clickMapLinks"), tr("Links and who clicked them"), this);
    m_table->setModel(m_model);
    m_table->viewport()->installEventFilter(this);
    connect(m_table, &TableView::rowOpened, this, &ClickMapCard::openRow);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &now) { pointFromTable(now.row()); });
    side->addWidget(m_table, 0);
    m_foot = makeLabel({}, "secondary", this);
    m_foot->setObjectName(QStringLiteral("clickMapFoot"));
    m_foot->setWordWrap(true);
    side->addWidget(m_foot);
    side->addStretch(1);
    m_row->addLayout(side, 10);
}

void ClickMapCard::show(const service::ClickMap &map) {
    m_map = map;
    m_pointed = -1;
    fillTable();
    fillEmail();
    m_email->parentWidget()->setVisible(!m_html.isEmpty());
    QString words = map.clickers == 0 ? tr("Nobody has clicked yet.") : tr("%Ln people clicked; the shares are of them.", nullptr, int(map.clickers));
    if (map.programs > 0)
        words += QLatin1Char(' ') + tr("In %Ln emails only programs followed links; those do not count.", nullptr, int(map.programs));
    m_foot->setText(words);
}

// Where all links lead to one place it is said once, and there is room for what differs.
void ClickMapCard::fillTable() {
    QSet<QString> hosts;
    for (const auto &link : m_map.links)
        hosts.insert(withoutScheme(link.label).section(QLatin1Char('/'), 0, 0));
    const bool isOneHost = hosts.size() == 1 && m_map.links.size() > 1;
    m_title->setText(isOneHost ? tr("What was clicked, %1").arg(*hosts.constBegin()) : tr("What was clicked"));
    QVector<TableColumn> columns(4);
    columns[0] = {{}, true, true};
    columns[0].spoken = tr("Number in the email");
    columns[1] = {tr("Link")};
    columns[2] = {tr("People"), true};
    columns[3] = {tr("Share"), true};
    const bool hasPrograms = m_map.programs > 0;
    if (hasPrograms)
        columns.append({tr("Programs"), true, true});
    TableRows rows;
    for (int i = 0; i < int(m_map.links.size()); ++i) {
        const auto &link = m_map.links[std::size_t(i)];
        const QString whole = withoutScheme(link.label);
        const QString path = isOneHost ? QLatin1Char('/') + whole.section(QLatin1Char('/'), 1) : whole;
        QStringList row{link.isInEmail ? QString::number(i + 1) : QString(), link.text.empty() ? path : tr("%1, %2").arg(toQString(link.text), path), formatNumber(link.people),
                        m_map.clickers > 0 ? formatPercent(double(link.people) / double(m_map.clickers), 0) : QString()};
        if (hasPrograms)
            row.append(link.byProgram > 0 ? formatNumber(link.byProgram) : QString());
        rows.append(row);
    }
    const QSignalBlocker still(m_table->selectionModel()); // a new table points at nothing
    m_model->setRows(columns, rows);
    m_table->fitColumns(320, 1);
    // As high as its links, and scrolled where these are more than the email beside them is high.
    const int high = m_table->verticalHeader()->defaultSectionSize() * m_model->rowCount() + m_table->horizontalHeader()->sizeHint().height() + 4;
    m_table->setFixedHeight(qMin(high, kEmailHigh - 2 * m_foot->fontMetrics().height()));
}

// Painted over the words, so that nothing in the email moves. Emails are white paper in both themes.
void ClickMapCard::fillEmail() {
    QByteArray html = QByteArray::fromStdString(m_map.html);
    for (auto place = m_map.places.rbegin(); place != m_map.places.rend(); ++place) {
        const auto &link = m_map.links[place->link];
        const QColor ground = link.people > 0 ? tokens().accent : tokens().tertiary;
        const QString mark = QStringLiteral("<span style=\"position:relative;display:inline-block;width:0;height:0;vertical-align:top\">"
                                            "<span style=\"position:absolute;left:-6px;top:-15px;z-index:9;white-space:nowrap;padding:0 7px;border-radius:9px;"
                                            "font:bold 11px/18px sans-serif;letter-spacing:0;text-transform:none;text-decoration:none;"
                                            "color:%1;background:%2;box-shadow:0 0 0 2px #fff\">%3</span></span>")
                                 .arg(tokens().onAccent.name(), ground.name(), badge(int(place->link)).toHtmlEscaped());
        html.insert(qsizetype(place->offset), mark.toUtf8());
    }
    // What is shown already stays as it stands, wherever it was scrolled to.
    if (std::exchange(m_html, QString::fromUtf8(html)) != QString::fromUtf8(html))
        m_email->setHtml(m_html);
}

// "2 · 187, 63 %": no two links have the same.
QString ClickMapCard::badge(int link) const {
    const auto &one = m_map.links[std::size_t(link)];
    if (one.people == 0)
        return tr("%1 · 0", "number of the link, nobody clicked it").arg(link + 1);
    return tr("%1 · %2, %3", "number of the link, people, share").arg(link + 1).arg(formatNumber(one.people), formatPercent(double(one.people) / double(m_map.clickers), 0));
}

bool ClickMapCard::isSettled() const { return !m_email->isVisible() || m_email->isRendered(); }

// A browser says "https://shop.example.com/" where the email says "https://Shop.example.com".
static QUrl asBrowsersSay(QUrl href) {
    if (href.path().isEmpty() && !href.host().isEmpty())
        href.setPath(QStringLiteral("/"));
    return href.adjusted(QUrl::NormalizePathSegments);
}

int ClickMapCard::linkOf(const QUrl &href) const {
    for (const auto &place : m_map.places)
        if (asBrowsersSay(QUrl(toQString(place.href))) == asBrowsersSay(href))
            return int(place.link);
    return -1;
}

void ClickMapCard::pointFromTable(int row) {
    if (std::exchange(m_pointed, row) == row)
        return;
    const bool isShown = row >= 0 && std::size_t(row) < m_map.links.size() && m_map.links[std::size_t(row)].isInEmail;
    m_email->mark(isShown ? badge(row) : QString());
}

void ClickMapCard::pointFromEmail(const QUrl &href) {
    const int link = linkOf(href);
    m_pointed = link;
    const QSignalBlocker still(m_table->selectionModel()); // the email is where the pointer is: it does not scroll
    if (link < 0)
        m_table->clearSelection();
    else
        m_table->selectRow(link);
    m_table->viewport()->update();
}

void ClickMapCard::openRow(int row) {
    if (row >= 0 && std::size_t(row) < m_map.links.size() && m_map.links[std::size_t(row)].people > 0)
        Q_EMIT linkOpened(toQString(m_map.links[std::size_t(row)].label));
}

bool ClickMapCard::eventFilter(QObject *watched, QEvent *event) {
    if (event->type() == QEvent::MouseMove)
        pointFromTable(m_table->rowAt(static_cast<QMouseEvent *>(event)->position().toPoint().y()));
    else if (event->type() == QEvent::Leave)
        pointFromTable(m_table->hasFocus() ? m_table->currentIndex().row() : -1);
    return QFrame::eventFilter(watched, event);
}

void ClickMapCard::resizeEvent(QResizeEvent *event) {
    QFrame::resizeEvent(event);
    const bool isWide = width() >= kTwoColumns;
    m_row->setDirection(isWide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

} // namespace audience::ui
