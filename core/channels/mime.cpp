// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/mime.h"

#include "core/base/mimelimits.h"

#include <algorithm>

namespace updesk::mime
{

QByteArray contentOf(GMimePart *part, qsizetype most)
{
    GMimeDataWrapper *content = g_mime_part_get_content(part);
    if (!content)
        return {};
    const Owned<GMimeStream> stream(g_mime_stream_mem_new());
    g_mime_data_wrapper_write_to_stream(content, stream.get());
    const GByteArray *bytes = g_mime_stream_mem_get_byte_array(reinterpret_cast<GMimeStreamMem *>(stream.get()));
    if (!bytes)
        return {};
    return QByteArray(reinterpret_cast<const char *>(bytes->data), std::min(qsizetype(bytes->len), most));
}

Owned<GMimeMessage> messageIn(const QByteArray &bytes)
{
    beginMime();
    const Owned<GMimeStream> stream(
        g_mime_stream_mem_new_with_buffer(bytes.constData(), static_cast<size_t>(bytes.size())));
    const Owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
    return Owned<GMimeMessage>(g_mime_parser_construct_message(parser.get(), nullptr));
}

} // namespace updesk::mime
