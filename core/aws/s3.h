// Puts small files into one bucket and looks whether they are there. No access lists, no streaming, no deleting: what
// emails point at stays. One thread, the client's.
#pragma once

#include "aws/client.h"

#include <optional>

namespace audience::aws {

struct S3Object {
    std::string key; // raw: encoded on the way
    std::string body, contentType, cacheControl;
    bool onlyIfNew = false; // for keys that name their content
};
struct S3Head {
    std::string etag, contentType, cacheControl;
};

class Bucket {
public:
    Bucket(Client &client, std::string name) : m_client(client), m_name(std::move(name)) {}

    // False: it is there already (onlyIfNew). Errors: the client's.
    Result<bool> put(const S3Object &object, const CancelToken &cancel = {});
    // Nothing: it is not there, or these keys may not know.
    Result<std::optional<S3Head>> head(const std::string &key, const CancelToken &cancel = {});
    // The bucket's own address of a key, which must answer nobody.
    std::string url(const std::string &key) const;

private:
    Call callOf(const std::string &method, const std::string &operation, const std::string &key) const;
    Client &m_client;
    std::string m_name;
};

// "img/<sha256>.<ext>"; nothing where the bytes are no PNG, JPEG, GIF or WebP image.
struct ImageName {
    std::string key, contentType;
};
std::optional<ImageName> imageName(std::string_view bytes);

} // namespace audience::aws
