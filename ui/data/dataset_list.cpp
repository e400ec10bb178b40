#include "ui/data/dataset_list.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/kit/zoned.h"
#include "ui/sources/engine_words.h"
#include "ui/sources/fresh_words.h"

#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace audience::ui {

using service::DatasetView;

static const char *iconOf(const std::string &role, const std::string &name) {
    if (role == "profiles")
        return "user";
    if (role == "events")
        return "zap";
    return name.find("campaign") != std::string::npos ? "send" : name.find("product") != std::string::npos ? "package" : "table";
}

DatasetList::DatasetList(std::shared_ptr<service::Session> session, QWidget *parent)
    : SideList(tr("Workspace"), QStringLiteral("datasetList"), parent), m_session(std::move(session)), m_relations(this), m_fresh(this) {
    allowAdd(tr("Import a file"));
    m_filter = new QLineEdit(this);
    m_filter->setObjectName(QStringLiteral("datasetFilter"));
    m_filter->setAccessibleName(tr("Find a dataset"));
    m_filter->setPlaceholderText(tr("Find a dataset"));
    m_filter->hide();
    m_related = makeLabel({}, "secondary", this);
    m_related->setObjectName(QStringLiteral("datasetRelations"));
    m_related->setWordWrap(true);
    m_related->setContentsMargins(space::kPage, space::kSmall, space::kPage, space::kSmall);
    m_related->hide();
    if (auto *column = qobject_cast<QVBoxLayout *>(layout())) {
        auto *row = makeRow();
        row->setContentsMargins(space::kMedium, 0, space::kMedium, space::kTiny);
        row->addWidget(m_filter);
        column->insertLayout(1, row);
        column->addWidget(m_related);
    }
    connect(m_filter, &QLineEdit::textChanged, this, &DatasetList::fill);
}

void DatasetList::setDatasets(const std::vector<DatasetView> &datasets, const std::vector<service::RemoteView> &remotes) {
    constexpr std::size_t kFewDatasets = 8;
    m_datasets = datasets;
    m_remotes = remotes;
    m_filter->setVisible(m_datasets.size() + m_remotes.size() > kFewDatasets);
    fill();
    m_relations.request([session = m_session](CancelToken) { return service::DataService(*session).relations(); }, [this](Result<std::vector<service::RelationView>> links) {
        m_links = links ? std::move(*links) : std::vector<service::RelationView>();
        fillRelations();
    });
    m_fresh.request([session = m_session](CancelToken) { return service::syncLines(*session); }, [this](Result<std::vector<service::SyncLine>> lines) {
        m_syncs = lines ? std::move(*lines) : std::vector<service::SyncLine>();
        if (!m_syncs.empty())
            fill();
        fillRelations();
    });
}

const service::SyncLine *DatasetList::syncOf(const std::string &dataset) const {
    const auto found = std::find_if(m_syncs.begin(), m_syncs.end(), [&](const service::SyncLine &one) { return one.view.plan.dataset == dataset; });
    return found == m_syncs.end() ? nullptr : &*found;
}

void DatasetList::setCurrent(const std::string &name) {
    m_current = name;
    choose(toQString(name));
    fillRelations();
}

void DatasetList::fill() {
    QList<SideItem> items;
    const ZoneScope here(this);
    const Instant now = m_session->workspace().clock().now();
    for (const DatasetView &dataset : m_datasets)
        if (const QString name = toQString(dataset.name); name.contains(m_filter->text(), Qt::CaseInsensitive)) {
            const service::SyncLine *sync = syncOf(dataset.name);
            const bool isStale = sync && freshnessOf(*sync, now).tone != Tone::Neutral;
            SideItem item{name, name, formatNumber(dataset.rows), isStale ? QStringLiteral("triangle-alert") : QLatin1String(iconOf(dataset.role, dataset.name))};
            item.hint = sync ? tr("From %1, %2").arg(toQString(sync->view.plan.connection), asOfWords(dataset.updatedAt)) : asOfWords(dataset.updatedAt);
            items.append(item);
        }
    for (const service::RemoteView &remote : m_remotes)
        if (const QString name = toQString(remote.dataset.name); name.contains(m_filter->text(), Qt::CaseInsensitive)) {
            SideItem item{name, name, {}, QLatin1String(iconOf(remote.dataset.role, remote.dataset.name))};
            item.badge = toQString(remote.dataset.connection);
            item.hint = tr("Stays in %1: what is asked about it is answered there, live").arg(item.badge);
            items.append(item);
        }
    setItems(items);
    choose(toQString(m_current));
}

void DatasetList::fillRelations() {
    QStringList lines;
    if (const service::SyncLine *sync = syncOf(m_current))
        lines << tr("From %1: %2").arg(toQString(sync->view.plan.connection), freshnessOf(*sync, m_session->workspace().clock().now()).words);
    for (const service::RelationView &link : m_links) {
        if (link.from == m_current)
            lines << tr("%1 points at %2").arg(toQString(link.column), toQString(link.to));
        else if (link.to == m_current)
            lines << tr("%1 points here by %2").arg(toQString(link.from), toQString(link.column));
    }
    m_related->setVisible(!lines.isEmpty() && lines.size() <= 8);
    m_related->setText(lines.join(QLatin1Char('\n')));
}

} // namespace audience::ui
