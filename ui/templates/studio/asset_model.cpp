#include "ui/templates/studio/asset_model.h"

#include "base/json.h"
#include "qbase/convert.h"
#include "service/session.h"
#include "ui/kit/background.h"
#include "ui/kit/widgets.h"
#include "ui/templates/studio/block_palette.h"

#include <QBuffer>
#include <QImageReader>
#include <QMimeData>

#include <algorithm>

namespace audience::ui {

using service::AssetPlace;
using service::AssetView;

namespace {

QByteArray keyOf(const std::string &hash) { return QByteArray(hash.data(), static_cast<qsizetype>(hash.size())); }

// The first picture of a film, too.
QImage thumbnailOf(const std::string &bytes, const QSize &room) {
    QByteArray given = QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size()));
    QBuffer buffer(&given);
    buffer.open(QIODevice::ReadOnly);
    const QImage image = QImageReader(&buffer).read();
    const bool isLarge = image.width() > room.width() || image.height() > room.height();
    return isLarge ? image.scaled(room, Qt::KeepAspectRatio, Qt::SmoothTransformation) : image;
}

} // namespace

AssetStanding standingOf(const AssetView &asset, const AssetPlace &place) {
    if (!asset.publicAddress.empty())
        return AssetStanding::Public;
    return place.kind == AssetPlace::Kind::None ? AssetStanding::Nowhere : AssetStanding::Later;
}

QString standingWords(const AssetView &asset, const AssetPlace &place) {
    switch (standingOf(asset, place)) {
    case AssetStanding::Public: return AssetModel::tr("Has a public address");
    case AssetStanding::Later:
        return place.kind == AssetPlace::Kind::Own ? AssetModel::tr("Looked for at %1 when you send").arg(toQString(place.base))
                                                   : AssetModel::tr("Will be uploaded when you send");
    case AssetStanding::Nowhere: return AssetModel::tr("Nobody can see this yet: set up the public corner or an address of your own");
    }
    return {};
}

QString sizeWords(const AssetView &asset) {
    return AssetModel::tr("%1 × %2 · %3 KB").arg(formatNumber(asset.width), formatNumber(asset.height), formatNumber((asset.bytes + 1023) / 1024));
}

AssetModel::AssetModel(std::shared_ptr<service::Session> session, QObject *parent) : QAbstractListModel(parent), m_session(std::move(session)) {}

void AssetModel::setAssets(std::vector<AssetView> assets, const AssetPlace &place, qreal scale) {
    m_place = place;
    m_scale = scale;
    m_all = std::move(assets);
    m_waiting.clear();
    for (const AssetView &one : m_all)
        if (!m_thumbnails.contains(keyOf(one.hash)))
            m_waiting.push_back(one.hash);
    narrow();
    makeNext();
}

void AssetModel::search(const QString &words) {
    m_words = words.simplified();
    narrow();
}

// Every word stands in the name, in what is read out, or in the name of an email that shows it.
void AssetModel::narrow() {
    const QStringList words = m_words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    beginResetModel();
    m_shown.clear();
    for (std::size_t i = 0; i < m_all.size(); ++i) {
        QString text = toQString(m_all[i].name) + QLatin1Char('\n') + toQString(m_all[i].alt);
        for (const service::AssetUse &use : m_all[i].usedIn)
            text += QLatin1Char('\n') + toQString(use.name);
        if (std::all_of(words.begin(), words.end(), [&](const QString &word) { return text.contains(word, Qt::CaseInsensitive); }))
            m_shown.push_back(i);
    }
    endResetModel();
}

const AssetView *AssetModel::at(const QModelIndex &index) const {
    return index.isValid() && index.model() == this && static_cast<std::size_t>(index.row()) < m_shown.size() ? &m_all[m_shown[static_cast<std::size_t>(index.row())]] : nullptr;
}

const AssetView *AssetModel::find(const std::string &hash) const {
    const auto found = std::find_if(m_all.begin(), m_all.end(), [&](const AssetView &one) { return one.hash == hash; });
    return found == m_all.end() ? nullptr : &*found;
}

QModelIndex AssetModel::indexOf(const std::string &hash) const {
    for (std::size_t row = 0; row < m_shown.size(); ++row)
        if (m_all[m_shown[row]].hash == hash)
            return index(static_cast<int>(row));
    return {};
}

int AssetModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : static_cast<int>(m_shown.size()); }

QVariant AssetModel::data(const QModelIndex &index, int role) const {
    const AssetView *asset = at(index);
    if (!asset)
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole: return toQString(asset->name);
    case Qt::DecorationRole: return m_thumbnails.value(keyOf(asset->hash));
    case Qt::AccessibleTextRole:
        return tr("%1, %2, %3").arg(toQString(asset->name), sizeWords(*asset), standingWords(*asset, m_place));
    case HashRole: return toQString(asset->hash);
    case FactsRole: return sizeWords(*asset);
    case StandingRole: return static_cast<int>(standingOf(*asset, m_place));
    default: return {};
    }
}

Qt::ItemFlags AssetModel::flags(const QModelIndex &index) const {
    return at(index) ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled | Qt::ItemNeverHasChildren : Qt::NoItemFlags;
}

QStringList AssetModel::mimeTypes() const { return {QLatin1String(kBlockMime)}; }

// As a picture to put into an email.
QMimeData *AssetModel::mimeData(const QModelIndexList &indexes) const {
    const AssetView *asset = indexes.isEmpty() ? nullptr : at(indexes.first());
    if (!asset)
        return nullptr;
    return blockMime(Json{{"block", {{"kind", "image"}, {"src", asset->reference()}, {"alt", asset->alt}}}});
}

void AssetModel::makeNext() {
    if (m_isMaking || m_waiting.empty())
        return;
    m_isMaking = true;
    const std::string hash = std::move(m_waiting.front());
    m_waiting.pop_front();
    inBackground(this,
                 [session = m_session, hash, room = QSize(qRound(kThumbnail.width() * m_scale), qRound(kThumbnail.height() * m_scale))] {
                     const auto bytes = service::AssetService(*session).smallBytesOf(hash);
                     return bytes ? thumbnailOf(*bytes, room) : QImage();
                 },
                 [this, hash, scale = m_scale](QImage image) {
                     m_isMaking = false;
                     image.setDevicePixelRatio(scale);
                     m_thumbnails.insert(keyOf(hash), QPixmap::fromImage(std::move(image)));
                     if (const QModelIndex shown = indexOf(hash); shown.isValid())
                         Q_EMIT dataChanged(shown, shown, {Qt::DecorationRole});
                     makeNext();
                 });
}

} // namespace audience::ui
