// What the list of definitions shows: filtered, sorted, in folders.
#include "ui/kit/definition_list.h"

#include "ui/kit/widgets.h"

#include <QMimeData>

#include <algorithm>

namespace audience::ui {

static const QString kMime = QStringLiteral("application/x-audience-definition");

void DefinitionListModel::setEntries(QVector<DefinitionEntry> entries) {
    beginResetModel();
    m_entries = std::move(entries);
    arrange();
    endResetModel();
}

void DefinitionListModel::setFilter(const QString &words) {
    beginResetModel();
    m_filter = words.trimmed();
    arrange();
    endResetModel();
}

void DefinitionListModel::setFolded(const QSet<QString> &folders) {
    beginResetModel();
    m_folded = folders;
    arrange();
    endResetModel();
}

void DefinitionListModel::setOrder(DefinitionOrder order, const QVector<qint64> &recent) {
    beginResetModel();
    m_order = order;
    m_recent = recent;
    arrange();
    endResetModel();
}

bool DefinitionListModel::isMeant(const DefinitionEntry &entry, const QStringList &tags, const QString &words) const {
    const auto has = [&](const QString &wanted) {
        return std::any_of(entry.tags.begin(), entry.tags.end(), [&](const QString &tag) { return tag.startsWith(wanted, Qt::CaseInsensitive); });
    };
    return (words.isEmpty() || entry.name.contains(words, Qt::CaseInsensitive)) && std::all_of(tags.begin(), tags.end(), has);
}

void DefinitionListModel::arrange() {
    QStringList tags, words;
    for (const QString &word : m_filter.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        if (word.startsWith(QLatin1Char('#')))
            tags << word.mid(1);
        else
            words << word;
    }
    const QString name = tags.isEmpty() ? m_filter : words.join(QLatin1Char(' '));
    m_shown.clear();
    for (int i = 0; i < m_entries.size(); ++i)
        if (isMeant(m_entries[i], tags, name))
            m_shown.append(i);
    const auto by = [this](auto key) {
        std::stable_sort(m_shown.begin(), m_shown.end(), [&](int a, int b) { return key(m_entries[a]) > key(m_entries[b]); });
    };
    // Entries come by name.
    if (m_order == DefinitionOrder::Count)
        by([this](const DefinitionEntry &entry) { return m_counts.value(entry.id, -2); });
    if (m_order == DefinitionOrder::Changed)
        by([](const DefinitionEntry &entry) { return entry.changed; });
    if (m_order == DefinitionOrder::Recent) {
        QHash<qint64, qint64> place;
        for (int i = 0; i < m_recent.size(); ++i)
            place.insert(m_recent[i], m_recent.size() - i);
        by([&](const DefinitionEntry &entry) { return place.value(entry.id, 0); });
    }
    putInFolders();
    m_rowOf.clear();
    for (int row = 0; row < m_shown.size(); ++row)
        if (!isHeading(row))
            m_rowOf.insert(m_entries[m_shown[row]].id, row);
}

// What was never saved stays on top, then the folders by name, then what is in none; each in the chosen order. What is
// looked for is shown wherever it is.
void DefinitionListModel::putInFolders() {
    m_headings = {};
    m_sizes = {};
    QHash<QString, QVector<int>> in;
    QVector<int> drafts, loose;
    for (const int entry : std::as_const(m_shown)) {
        const QString &folder = m_entries[entry].folder;
        if (m_entries[entry].id < 0)
            drafts.append(entry);
        else if (folder.isEmpty())
            loose.append(entry);
        else
            in[folder].append(entry);
    }
    if (in.isEmpty())
        return;
    m_headings = in.keys();
    std::sort(m_headings.begin(), m_headings.end(), [](const QString &a, const QString &b) { return a.localeAwareCompare(b) < 0; });
    m_shown = drafts;
    for (int i = 0; i < m_headings.size(); ++i) {
        const QVector<int> &entries = in[m_headings[i]];
        m_sizes.append(int(entries.size()));
        m_shown.append(-1 - i);
        if (!m_filter.isEmpty() || !m_folded.contains(m_headings[i]))
            m_shown += entries;
    }
    m_shown += loose;
}

QStringList DefinitionListModel::folders() const {
    QSet<QString> all;
    for (const DefinitionEntry &entry : m_entries)
        if (!entry.folder.isEmpty())
            all.insert(entry.folder);
    QStringList names(all.begin(), all.end());
    std::sort(names.begin(), names.end(), [](const QString &a, const QString &b) { return a.localeAwareCompare(b) < 0; });
    return names;
}

QStringList DefinitionListModel::tags() const {
    QStringList all;
    for (const DefinitionEntry &entry : m_entries)
        all += entry.tags;
    all.removeDuplicates();
    all.sort(Qt::CaseInsensitive);
    return all;
}

const DefinitionEntry *DefinitionListModel::entryOf(qint64 id) const {
    const auto found = std::find_if(m_entries.begin(), m_entries.end(), [id](const DefinitionEntry &entry) { return entry.id == id; });
    return found == m_entries.end() ? nullptr : &*found;
}

QString DefinitionListModel::folderAt(int row) const {
    if (row < 0 || row >= m_shown.size())
        return {};
    return isHeading(row) ? m_headings[-1 - m_shown[row]] : m_entries[m_shown[row]].folder;
}

void DefinitionListModel::touch(qint64 id, int role) {
    if (const int row = rowOf(id); row >= 0)
        Q_EMIT dataChanged(index(row), index(row), {role});
}

void DefinitionListModel::setCount(qint64 id, qint64 count) {
    m_counts.insert(id, count);
    touch(id, CountRole);
}

void DefinitionListModel::setPicture(qint64 id, const QPixmap &picture) {
    m_pictures.insert(id, picture);
    touch(id, PictureRole);
}

void DefinitionListModel::setUnsaved(qint64 id, bool unsaved) {
    m_unsaved.insert(id, unsaved);
    touch(id, UnsavedRole);
}

void DefinitionListModel::forgetCounts() {
    m_counts.clear();
}

QVariant DefinitionListModel::data(const QModelIndex &index, int role) const {
    if (!index.isValid() || index.row() >= m_shown.size())
        return {};
    if (isHeading(index.row())) {
        const int folder = -1 - m_shown[index.row()];
        const bool isFolded = m_filter.isEmpty() && m_folded.contains(m_headings[folder]);
        switch (role) {
        case Qt::DisplayRole:
        case Qt::EditRole:
        case FolderRole: return m_headings[folder];
        case Qt::ToolTipRole: return m_headings[folder].size() > 20 ? m_headings[folder] : QVariant();
        case Qt::AccessibleTextRole: return tr("Folder %1, %Ln entries", nullptr, m_sizes[folder]).arg(m_headings[folder]);
        case Qt::AccessibleDescriptionRole: return isFolded ? tr("closed") : tr("open");
        case FoldedRole: return isFolded;
        case SizeRole: return m_sizes[folder];
        default: return {};
        }
    }
    const DefinitionEntry &entry = m_entries[m_shown[index.row()]];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole: return entry.name;
    case Qt::ToolTipRole: {
        if (!entry.tags.isEmpty())
            return QStringLiteral("%1\n#%2").arg(entry.name.left(600), entry.tags.join(QStringLiteral(" #")));
        return entry.name.size() > 20 ? entry.name.left(600) : QVariant();
    }
    case Qt::AccessibleTextRole: {
        const qint64 count = m_counts.value(entry.id, -1);
        return count < 0 ? entry.name : tr("%1, %2 people").arg(entry.name, formatNumber(count));
    }
    case Qt::AccessibleDescriptionRole: {
        if (m_unsaved.value(entry.id))
            return tr("not saved yet");
        return entry.tags.isEmpty() ? entry.note : tr("Tags: %1").arg(entry.tags.join(QStringLiteral(", ")));
    }
    case IdRole: return entry.id;
    case CountRole: return m_counts.contains(entry.id) ? QVariant(m_counts.value(entry.id)) : QVariant();
    case UnsavedRole: return m_unsaved.value(entry.id);
    case PictureRole: return m_pictures.value(entry.id);
    case NoteRole: return entry.note;
    case IsInFolderRole: return !entry.folder.isEmpty();
    case TagsRole: return entry.tags;
    default: return {};
    }
}

Qt::ItemFlags DefinitionListModel::flags(const QModelIndex &index) const {
    if (!index.isValid())
        return Qt::ItemIsDropEnabled;
    if (isHeading(index.row()))
        return Qt::ItemIsEnabled | Qt::ItemIsEditable | Qt::ItemIsDropEnabled;
    const Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable | Qt::ItemIsDropEnabled;
    return idAt(index.row()) > 0 ? flags | Qt::ItemIsDragEnabled : flags;
}

bool DefinitionListModel::setData(const QModelIndex &index, const QVariant &value, int role) {
    const QString name = value.toString().trimmed();
    if (role != Qt::EditRole || !index.isValid() || name.isEmpty() || name == index.data().toString())
        return false;
    // Shown once it is saved.
    if (isHeading(index.row()))
        Q_EMIT folderRenameWanted(folderAt(index.row()), name);
    else
        Q_EMIT renameWanted(idAt(index.row()), name);
    return false;
}

QStringList DefinitionListModel::mimeTypes() const {
    return {kMime};
}

QMimeData *DefinitionListModel::mimeData(const QModelIndexList &indexes) const {
    if (indexes.isEmpty() || idAt(indexes.first().row()) <= 0)
        return nullptr;
    auto *data = new QMimeData;
    data->setData(kMime, QByteArray::number(idAt(indexes.first().row())));
    return data;
}

bool DefinitionListModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int, const QModelIndex &parent) {
    if (action == Qt::IgnoreAction || !data->hasFormat(kMime))
        return false;
    const qint64 id = data->data(kMime).toLongLong();
    const DefinitionEntry *entry = entryOf(id);
    // Between two rows is where the upper one is.
    const QString folder = parent.isValid() ? folderAt(parent.row()) : row > 0 ? folderAt(row - 1) : QString();
    if (!entry || entry->folder == folder)
        return false;
    Q_EMIT moveWanted(id, folder);
    return true;
}

} // namespace audience::ui
