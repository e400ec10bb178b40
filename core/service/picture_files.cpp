#include "service/picture_files.h"

#include "base/text.h"
#include "email/html_edit.h"
#include "net/url.h"
#include "service/asset_files.h"
#include "service/corner_images.h"
#include "service/session.h"
#include "workspace/asset_repository.h"

#include <algorithm>
#include <filesystem>

namespace audience::service {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kShortHash = 8; // enough to tell the pictures of one email apart
constexpr int kDeepest = 3;
constexpr std::size_t kMostNamed = 3;

// As the reference calls it, with the beginning of its hash: nothing else can have that name.
std::string fileNameOf(const AssetView &asset) {
    std::string name = asset.reference();
    name = name.substr(name.rfind('/') + 1);
    return name.insert(name.rfind('.'), '-' + asset.hash.substr(0, kShortHash));
}

// What fileNameOf() wrote, without the hash.
std::string nameWithoutHash(const fs::path &file, std::string_view hash) {
    std::string stem = file.stem().string();
    const std::string mark = '-' + std::string(hash.substr(0, kShortHash));
    if (stem.size() > mark.size() && stem.compare(stem.size() - mark.size(), mark.size(), mark) == 0)
        stem.resize(stem.size() - mark.size());
    return stem + file.extension().string();
}

// Without a scheme: "images/logo.png". A drive of Windows counts as one.
bool isFileName(std::string_view image) {
    if (image.substr(0, 2) == "//")
        return false;
    const std::size_t end = image.find_first_of(":/?#\\");
    return end == std::string_view::npos || image[end] != ':';
}

std::string withoutEntities(std::string_view image) {
    std::string text(image);
    for (std::size_t at = text.find("&amp;"); at != std::string::npos; at = text.find("&amp;", at + 1))
        text.erase(at + 1, 4);
    return text;
}

bool isInside(const fs::path &path, const fs::path &root) { return std::mismatch(root.begin(), root.end(), path.begin(), path.end()).first == root.end(); }

// Where it lies; what browsers drop from an address is dropped where no file is called so.
Result<fs::path> fileOf(std::string_view image, const fs::path &beside, const fs::path &root) {
    std::string text = withoutEntities(image);
    std::error_code failed;
    for (int tries = 0; tries < 2; ++tries) {
        std::string name = net::percentDecode(text);
        std::replace(name.begin(), name.end(), '\\', '/');
        if (name.find('\0') != std::string::npos)
            break;
        const fs::path path = fs::weakly_canonical(name.substr(0, 1) == "/" ? root / name.substr(1) : beside / name, failed);
        if (!failed && !isInside(path, root))
            return Error(ErrorKind::Refused, "template.picture_outside").with("folder", root.string());
        if (!failed && fs::is_regular_file(path, failed))
            return path;
        text.resize(std::min(text.find_first_of("?#"), text.size()));
    }
    return Error(ErrorKind::NotFound, "template.picture_missing");
}

// What the email has read out instead of it; the first that says something.
std::string wordsFor(const std::vector<email::HtmlElement> &elements, std::string_view image) {
    const std::string address = withoutEntities(image);
    for (const email::HtmlElement &one : elements)
        if (const std::string *source = one.attribute("src"), *alt = one.attribute("alt"); source && alt && !alt->empty() && trimmed(*source) == address)
            return alt->find("{{") == std::string::npos && alt->find("{%") == std::string::npos ? *alt : std::string();
    return {};
}

bool isEmailFile(const fs::path &path) {
    const std::string ending = toLowerAscii(path.extension().string());
    return ending == ".html" || ending == ".htm" || ending == ".mjml";
}

} // namespace

Result<TextWithPictures> withPicturesBeside(Session &session, const std::string &text, const std::string &folder) {
    TextWithPictures out;
    ImageAddresses addresses;
    const AssetService assets(session);
    for (const std::string &reference : imagesIn(text)) {
        const auto hash = assetHash(reference);
        if (!hash)
            continue;
        const auto asset = assets.find(*hash);
        if (!asset) {
            ++out.gone;
            continue;
        }
        const std::string file = fileNameOf(*asset);
        TRY_ASSIGN(out.files[file], assets.bytesOf(*hash));
        addresses[reference] = (folder.empty() ? std::string() : net::percentEncode(folder) + '/') + file;
    }
    out.text = withImages(text, addresses);
    return out;
}

Result<void> writePictures(const std::string &folder, const std::map<std::string, std::string> &files) {
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (!fs::is_directory(folder, failed))
        return Error(ErrorKind::Io, "asset.no_folder").with("folder", folder);
    for (const auto &[name, bytes] : files)
        TRY(writeAssetFile(folder, name, bytes));
    return {};
}

std::size_t libraryPicturesIn(const std::string &text) {
    const auto images = imagesIn(text);
    return static_cast<std::size_t>(std::count_if(images.begin(), images.end(), [](const std::string &image) { return assetHash(image).has_value(); }));
}

Result<TakenPictures> takePicturesBeside(Session &session, const std::string &text, const std::string &path, const std::string &root, const PictureCodec *codec) {
    TakenPictures out;
    ImageAddresses addresses;
    std::error_code failed;
    const fs::path beside = fs::weakly_canonical(fs::absolute(path, failed).parent_path(), failed), top = fs::weakly_canonical(root, failed);
    const auto elements = email::htmlElements(text);
    AssetService assets(session);
    for (const std::string &image : imagesIn(text)) {
        if (!isFileName(image))
            continue;
        const auto leave = [&](const Error &error) { out.left.push_back(Error(error).with("image", image).with("name", fs::path(path).filename().string())); };
        const auto file = fileOf(image, beside, top);
        if (!file) {
            leave(file.error());
            continue;
        }
        const auto bytes = readAssetFile(file->string());
        if (!bytes) {
            leave(bytes.error());
            continue;
        }
        AssetAddOptions options;
        options.name = nameWithoutHash(*file, workspace::AssetRepository::hashOf(*bytes));
        options.alt = elements ? wordsFor(*elements, image) : std::string();
        const auto added = assets.add(*bytes, options, codec);
        if (!added) {
            leave(added.error());
            continue;
        }
        addresses[image] = added->reference();
        if (std::none_of(out.taken.begin(), out.taken.end(), [&](const AssetView &one) { return one.hash == added->hash; }))
            out.taken.push_back(*added);
    }
    out.text = withImages(text, addresses);
    return out;
}

Result<std::string> emailFileIn(const std::string &folder) {
    std::vector<fs::path> found;
    std::error_code failed;
    auto each = fs::recursive_directory_iterator(folder, fs::directory_options::skip_permission_denied, failed);
    for (; !failed && each != fs::recursive_directory_iterator(); each.increment(failed)) {
        if (each.depth() >= kDeepest)
            each.disable_recursion_pending();
        if (each->is_regular_file(failed) && isEmailFile(each->path()))
            found.push_back(each->path());
    }
    std::sort(found.begin(), found.end());
    const auto index = std::find_if(found.begin(), found.end(), [&](const fs::path &one) { return one.lexically_relative(folder).parent_path().empty() && toLowerAscii(one.stem().string()) == "index"; });
    if (index != found.end())
        return index->string();
    if (found.size() == 1)
        return found.front().string();
    if (found.empty())
        return Error(ErrorKind::NotFound, "template.folder_without").with("folder", folder);
    std::string names;
    for (std::size_t i = 0; i < std::min(found.size(), kMostNamed); ++i)
        names += (i > 0 ? ", " : "") + found[i].lexically_relative(folder).generic_string();
    return Error(ErrorKind::Conflict, "template.folder_with_several").with("folder", folder).with("files", names + (found.size() > kMostNamed ? ", ..." : ""));
}

} // namespace audience::service
