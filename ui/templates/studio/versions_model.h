// The versions of an email as rows of a list, the newest first. Main thread.
#pragma once

#include "service/template_versions.h"

#include <QAbstractListModel>
#include <QStyledItemDelegate>

namespace audience::ui {

class VersionsModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { NoteRole = Qt::UserRole + 1, WhenRole, StateRole, RevisionRole };
    using QAbstractListModel::QAbstractListModel;
    void setVersions(std::vector<service::TemplateVersion> versions);
    const service::TemplateVersion *at(int row) const { return row >= 0 && row < rowCount() ? &m_versions[static_cast<std::size_t>(row)] : nullptr; }
    int rowOf(std::int64_t revision) const; // -1: none

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(m_versions.size()); }
    QVariant data(const QModelIndex &index, int role) const override;

private:
    std::vector<service::TemplateVersion> m_versions;
};

class VersionDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace audience::ui
