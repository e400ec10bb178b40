// The pictures of the library as a list: name, thumbnail, facts in words; what is searched for alone. Thumbnails come one
// after another from a pool thread. Main thread. It changes nothing in the library.
#pragma once

#include "service/asset_service.h"

#include <QAbstractListModel>
#include <QHash>
#include <QPixmap>

#include <deque>
#include <memory>

namespace audience::ui {

// Where readers would find it, in words; `place` as it is set up now.
enum class AssetStanding { Public, Later, Nowhere };
AssetStanding standingOf(const service::AssetView &asset, const service::AssetPlace &place);
QString standingWords(const service::AssetView &asset, const service::AssetPlace &place);
QString sizeWords(const service::AssetView &asset); // "1,200 x 800 · 84 KB"

class AssetModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { HashRole = Qt::UserRole, FactsRole, StandingRole };
    static constexpr QSize kThumbnail{152, 104};

    explicit AssetModel(std::shared_ptr<service::Session> session, QObject *parent = nullptr);
    void setAssets(std::vector<service::AssetView> assets, const service::AssetPlace &place, qreal scale);
    void search(const QString &words);
    const service::AssetView *at(const QModelIndex &index) const;
    const service::AssetView *find(const std::string &hash) const; // also of one that is not searched for
    QModelIndex indexOf(const std::string &hash) const;
    const service::AssetPlace &place() const { return m_place; }
    std::size_t total() const { return m_all.size(); }
    bool isSettled() const { return !m_isMaking && m_waiting.empty(); }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    Qt::DropActions supportedDragActions() const override { return Qt::CopyAction; }

private:
    void narrow();
    void makeNext();
    std::shared_ptr<service::Session> m_session;
    std::vector<service::AssetView> m_all;
    std::vector<std::size_t> m_shown; // into m_all
    service::AssetPlace m_place;
    QString m_words;
    qreal m_scale = 1;
    QHash<QByteArray, QPixmap> m_thumbnails;
    std::deque<std::string> m_waiting;
    bool m_isMaking = false;
};

} // namespace audience::ui
