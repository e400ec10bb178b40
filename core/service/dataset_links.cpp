#include "service/dataset_links.h"

#include "ingest/relations.h"
#include "service/session.h"
#include "store/dataset_reader.h"
#include "workspace/snapshot_loader.h"

#include <algorithm>

namespace audience::service {

namespace {

std::vector<engine::TableLink> stored(const std::vector<DatasetLink> &links) {
    std::vector<engine::TableLink> all;
    for (const DatasetLink &link : links)
        all.push_back({link.fromDataset, link.fromColumn, link.toDataset, link.toColumn});
    return all;
}

// "orders.customer": names may hold points themselves, so the datasets are asked.
Result<std::pair<std::string, std::string>> columnOf(const std::vector<store::DatasetInfo> &datasets, const std::string &name) {
    for (const store::DatasetInfo &info : datasets)
        if (name.starts_with(info.name + '.')) {
            std::string column = name.substr(info.name.size() + 1);
            if (info.fieldIndex(column))
                return std::pair(info.name, std::move(column));
        }
    const std::size_t point = std::min(name.find('.'), name.size());
    return Error(ErrorKind::NotFound, "links.unknown_column")
        .with("dataset", name.substr(0, point))
        .with("column", point < name.size() ? name.substr(point + 1) : std::string());
}

} // namespace

Result<std::vector<DatasetLink>> DatasetLinks::list() const {
    TRY_ASSIGN(const auto links, workspace::datasetLinks(m_session.workspace()));
    std::vector<DatasetLink> all;
    for (const engine::TableLink &link : links)
        all.push_back({link.fromDataset, link.fromField, link.toDataset, link.toField});
    return all;
}

Result<DatasetLink> DatasetLinks::linkOf(const std::string &from, const std::string &to) const {
    TRY_ASSIGN(const auto reader, m_session.workspace().reader());
    TRY_ASSIGN(const auto datasets, store::DatasetReader::list(*reader));
    TRY_ASSIGN(const auto left, columnOf(datasets, from));
    TRY_ASSIGN(const auto right, columnOf(datasets, to));
    return DatasetLink{left.first, left.second, right.first, right.second};
}

Result<void> DatasetLinks::add(const std::string &from, const std::string &to) {
    TRY_ASSIGN(const DatasetLink added, linkOf(from, to));
    TRY_ASSIGN(auto links, list());
    if (std::find(links.begin(), links.end(), added) != links.end())
        return {};
    links.push_back(added);
    return workspace::setDatasetLinks(m_session.workspace(), stored(links));
}

Result<void> DatasetLinks::remove(const std::string &from, const std::string &to) {
    TRY_ASSIGN(const DatasetLink removed, linkOf(from, to));
    TRY_ASSIGN(auto links, list());
    links.erase(std::remove(links.begin(), links.end(), removed), links.end());
    return workspace::setDatasetLinks(m_session.workspace(), stored(links));
}

Result<void> DatasetLinks::guess(const std::string &dataset) {
    TRY_ASSIGN(auto links, list());
    const auto concerns = [&](const auto &link) { return link.fromDataset == dataset || link.toDataset == dataset; };
    if (std::any_of(links.begin(), links.end(), concerns))
        return {};
    TRY_ASSIGN(const auto reader, m_session.workspace().reader());
    TRY_ASSIGN(const auto datasets, store::DatasetReader::list(*reader));
    const auto isTable = [&](const std::string &name) {
        return std::any_of(datasets.begin(), datasets.end(), [&](const store::DatasetInfo &info) {
            return info.name == name && info.role == store::DatasetRole::Table;
        });
    };
    // Events and people know each other already; looking through all their values would slow every import.
    if (std::none_of(datasets.begin(), datasets.end(), [](const auto &info) { return info.role == store::DatasetRole::Table; }))
        return {};
    TRY_ASSIGN(const auto found, ingest::detectRelations(*reader));
    const std::size_t before = links.size();
    for (const ingest::Relation &relation : found)
        if (concerns(relation) && (isTable(relation.fromDataset) || isTable(relation.toDataset)))
            links.push_back({relation.fromDataset, relation.fromField, relation.toDataset, relation.toField});
    return links.size() == before ? Result<void>() : workspace::setDatasetLinks(m_session.workspace(), stored(links));
}

} // namespace audience::service
