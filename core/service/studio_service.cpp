#include "service/studio_service.h"

#include "base/fault_point.h"
#include "service/session.h"
#include "service/studio_parts.h"
#include "workspace/definition_repository.h"

namespace audience::service {

using workspace::Definition;
using workspace::DefinitionKind;
using workspace::DefinitionRepository;

namespace {

constexpr int kSavedVersion = 1;

Result<BrandView> brandOf(const Definition &definition) {
    TRY_ASSIGN(model::BrandKit kit, brandKitOf(definition.body));
    return BrandView{definition.id, definition.revision, std::move(kit)};
}

Result<SavedBlockView> blockOf(const Definition &definition) {
    if (const auto version = jsonInt(definition.body, "audience_saved_block", kSavedVersion); version > kSavedVersion)
        return Error(ErrorKind::Invalid, "blocks.newer_version").with("version", std::to_string(version));
    SavedBlockView view;
    view.id = definition.id;
    view.revision = definition.revision;
    view.name = definition.name;
    view.isSection = jsonBool(definition.body, "section");
    if (const Json *part = jsonMember(definition.body, "part"))
        view.part = *part;
    TRY(documentOfPart(view.part, view.isSection));
    return view;
}

// Those that can be read; what another version of the program has saved stays where it is.
Result<std::vector<SavedBlockView>> readableBlocks(workspace::Workspace &file) {
    TRY_ASSIGN(const auto definitions, DefinitionRepository(file).list(DefinitionKind::SavedBlock));
    std::vector<SavedBlockView> views;
    for (const Definition &definition : definitions)
        if (auto view = blockOf(definition))
            views.push_back(*std::move(view));
    return views;
}

Result<std::map<std::string, std::vector<std::string>>> usersOfBlocks(workspace::Workspace &file) {
    TRY_ASSIGN(const auto templates, DefinitionRepository(file).list(DefinitionKind::Template));
    std::map<std::string, std::vector<std::string>> users;
    for (const Definition &definition : templates)
        if (const auto email = model::emailTemplateFromJson(definition.body)) {
            std::set<std::string> links;
            forEachContent(*email, [&](const auto &document, const std::string &, const std::string &, const std::string &) {
                if (document)
                    links.merge(linksIn(*document));
            });
            for (const std::string &id : links)
                users[id].push_back(definition.name);
        }
    return users;
}

SavedParts partsOf(const std::vector<SavedBlockView> &views) {
    SavedParts saved;
    for (const SavedBlockView &one : views)
        saved[std::to_string(one.id)] = {one.isSection, one.part};
    return upToDate(std::move(saved));
}

// In the transaction of what changed. Templates that come out the same get no new version; one that cannot be read, or
// that the change would break, stays as it is and is told.
Result<Recompiled> recompileAll(workspace::Workspace &file, const model::BrandKit &kit, const SavedParts &saved) {
    DefinitionRepository definitions(file);
    TRY_ASSIGN(const auto templates, definitions.list(DefinitionKind::Template));
    Recompiled made;
    for (const Definition &definition : templates) {
        const auto email = model::emailTemplateFromJson(definition.body);
        if (email ? !hasBlocks(*email) : jsonMember(definition.body, "blocks") == nullptr)
            continue;
        const auto again = email ? compiledWith(*email, kit, saved) : email;
        if (!again)
            made.left.push_back({definition.name, again.error()});
        if (!again || *again == *email)
            continue;
        Definition next = definition;
        next.body = model::toJson(*again);
        TRY(definitions.save(next));
        made.templates.push_back(definition.name);
        faultPoint("studio.recompile.one");
    }
    faultPoint("studio.recompile.all");
    return made;
}

} // namespace

Result<SavedParts> savedParts(Session &session) {
    TRY_ASSIGN(const auto views, readableBlocks(session.workspace()));
    return partsOf(views);
}

Result<model::BrandKit> brandKitOf(const Json &json) {
    model::Findings findings;
    auto kit = model::brandKitFromJson(json, findings);
    if (!kit)
        return firstError(findings);
    return *std::move(kit);
}

Result<BrandView> StudioService::brand() const {
    TRY_ASSIGN(const auto all, DefinitionRepository(m_session.workspace()).list(DefinitionKind::Brand));
    return all.empty() ? BrandView{0, 0, model::defaultBrandKit()} : brandOf(all.front());
}

Result<BrandView> StudioService::saveBrand(const BrandView &value, Recompiled *made) {
    workspace::Workspace &file = m_session.workspace();
    const Json body = model::toJson(value.kit);
    TRY_ASSIGN(const model::BrandKit kit, brandKitOf(body));
    Recompiled changed;
    auto saved = file.write([&](const store::Connection &) -> Result<BrandView> {
        DefinitionRepository definitions(file);
        TRY_ASSIGN(const auto all, definitions.list(DefinitionKind::Brand));
        Definition definition{DefinitionKind::Brand, value.id, value.kit.name.empty() ? "Brand" : value.kit.name, value.revision, body, {}};
        if (!all.empty() && value.id == 0) {
            if (brandOf(all.front())) // there is one for each workspace
                return Error(ErrorKind::Conflict, "definition.stale")
                    .with("kind", "brand")
                    .with("name", all.front().name)
                    .with("mine", "0")
                    .with("theirs", std::to_string(all.front().revision));
            definition.id = all.front().id;
            definition.revision = all.front().revision;
        }
        TRY_ASSIGN(const Definition stored, definitions.save(definition));
        TRY_ASSIGN(const auto blocks, readableBlocks(file));
        TRY_ASSIGN(changed, recompileAll(file, kit, partsOf(blocks)));
        return brandOf(stored);
    });
    faultPoint("studio.saved");
    if (saved && made)
        *made = std::move(changed);
    return saved;
}

Result<std::vector<std::string>> StudioService::brandUsers() const {
    TRY_ASSIGN(const auto templates, DefinitionRepository(m_session.workspace()).list(DefinitionKind::Template));
    std::vector<std::string> users;
    for (const Definition &definition : templates)
        if (const auto email = model::emailTemplateFromJson(definition.body); email && hasBlocks(*email))
            users.push_back(definition.name);
    return users;
}

Result<std::vector<SavedBlockView>> StudioService::savedBlocks() const {
    TRY_ASSIGN(auto views, readableBlocks(m_session.workspace()));
    if (views.empty())
        return views;
    TRY_ASSIGN(auto users, usersOfBlocks(m_session.workspace()));
    for (SavedBlockView &view : views) {
        view.usedBy = std::move(users[std::to_string(view.id)]);
        view.usedIn = static_cast<int>(view.usedBy.size());
    }
    return views;
}

Result<SavedBlockView> StudioService::saveBlock(const SavedBlockView &value, Recompiled *made) {
    workspace::Workspace &file = m_session.workspace();
    Json part = value.part;
    if (part.is_object())
        part.erase("saved"); // it is the original
    TRY(documentOfPart(part, value.isSection));
    const Json body{{"audience_saved_block", kSavedVersion}, {"section", value.isSection}, {"part", part}};
    Recompiled changed;
    auto saved = file.write([&](const store::Connection &) -> Result<SavedBlockView> {
        TRY_ASSIGN(const Definition stored, DefinitionRepository(file).save({DefinitionKind::SavedBlock, value.id, value.name, value.revision, body, {}}));
        TRY_ASSIGN(auto blocks, readableBlocks(file)); // as they were before
        std::erase_if(blocks, [&](const SavedBlockView &one) { return one.id == stored.id; });
        TRY_ASSIGN(const SavedBlockView view, blockOf(stored));
        blocks.push_back(view);
        if (value.id == 0)
            return view; // nothing can be linked to it yet
        TRY_ASSIGN(const BrandView own, brand());
        TRY_ASSIGN(changed, recompileAll(file, own.kit, partsOf(blocks)));
        return view;
    });
    faultPoint("studio.saved");
    if (!saved)
        return saved.error();
    if (made)
        *made = std::move(changed);
    TRY_ASSIGN(auto users, usersOfBlocks(file));
    saved->usedBy = std::move(users[std::to_string(saved->id)]);
    saved->usedIn = static_cast<int>(saved->usedBy.size());
    return saved;
}

Result<void> StudioService::removeBlock(std::int64_t id) {
    return DefinitionRepository(m_session.workspace()).remove(DefinitionKind::SavedBlock, id);
}

Result<SavedBlockView> StudioService::restoreBlock(std::int64_t id) {
    TRY_ASSIGN(const Definition again, DefinitionRepository(m_session.workspace()).restore(DefinitionKind::SavedBlock, id));
    TRY_ASSIGN(const auto all, savedBlocks());
    for (const SavedBlockView &view : all)
        if (view.id == again.id)
            return view;
    return blockOf(again);
}

} // namespace audience::service
