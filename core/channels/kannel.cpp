// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/kannel.h"

#include "core/sequences/segments.h"

#include <QStringDecoder>

namespace updesk
{

namespace
{

// Kannel's kinds of report: 1 delivered, 2 failed, 4 waiting, 8 taken and 16 refused by the network.
constexpr char kAllReports[] = "31";
constexpr qsizetype kLongestText = 10'000;

Error invalid(const char *subject) { return {Error::Code::Invalid, QString::fromLatin1(subject), {}}; }

// Nobody brings a text again that we refuse, and it may say STOP: what cannot be read whole is read as far as it goes.
QString decoded(const QByteArray &bytes, const QByteArray &charset)
{
    // It names the wide alphabet by what the network calls it.
    const QByteArray name = charset.isEmpty()                         ? QByteArray("UTF-8")
        : charset.toUpper() == "UCS-2" || charset.toUpper() == "UCS2" ? QByteArray("UTF-16BE")
                                                                      : charset;
    QStringDecoder decoder(name.constData(), QStringDecoder::Flag::Stateless);
    if (decoder.isValid())
        return decoder(bytes); // U+FFFD for what is broken
    QStringDecoder usual(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = usual(bytes);
    return usual.hasError() ? QString::fromLatin1(bytes) : text;
}

void shorten(QString &text)
{
    if (text.size() <= kLongestText)
        return;
    text.truncate(kLongestText);
    if (text.back().isHighSurrogate())
        text.chop(1);
}

} // namespace

QByteArray fieldOf(const FormFields &fields, const char *name)
{
    for (const auto &[key, value] : fields) {
        if (key == name)
            return value;
    }
    return {};
}

Kannel::Kannel(TextSettings settings, QByteArray secret, QByteArray token, Patience patience)
    : m_settings(std::move(settings)), m_secret(std::move(secret)), m_token(std::move(token)), m_patience(patience)
{
}

HttpCall Kannel::call(const FormFields &fields) const
{
    FormFields all{{"username", m_settings.account.toUtf8()}, {"password", m_secret}};
    all.insert(all.end(), fields.begin(), fields.end());
    HttpCall call;
    call.url = m_settings.url.toUtf8() + '?' + formText(all);
    call.caFile = m_settings.caFile;
    call.patience = m_patience;
    return call;
}

QByteArray Kannel::reportUrl(const QString &id) const
{
    return m_settings.callbackUrl.toUtf8() + "/kannel/report?" + formText({{"token", m_token}, {"id", id.toLatin1()}})
        + "&type=%d&said=%A";
}

HandOver Kannel::send(const TextDraft &draft)
{
    if (!isTextId(draft.id) || draft.body.isEmpty() || draft.body.size() > kLongestText)
        return HandOver::refused(invalid(isTextId(draft.id) ? "text" : "id"), true);
    if (!isTextNumber(draft.to))
        return HandOver::refused(invalid("to"), true);
    // It fills in what follows a percent sign, so there may be none in what we give it to call.
    if (!m_settings.callbackUrl.isEmpty() && !isTextId(QString::fromLatin1(m_token)))
        return HandOver::refused(invalid("listener"));
    // Left to itself it puts a question mark where the standard alphabet has no letter.
    const bool wide = textLength(draft.body).alphabet == TextAlphabet::Wide;
    FormFields fields{{"from", m_settings.from.toLatin1()}, {"to", draft.to.toLatin1()}, {"text", draft.body.toUtf8()},
        {"charset", "UTF-8"}, {"coding", wide ? "2" : "0"}};
    if (!m_settings.callbackUrl.isEmpty()) {
        fields.emplace_back("dlr-mask", kAllReports);
        fields.emplace_back("dlr-url", reportUrl(draft.id));
    }
    const HttpAnswer answer = callHttp(call(fields));
    if (answer.status == 202)
        return HandOver::accepted(draft.id).withAnswer(answer.status, saidPlainly(answer.body));
    HandOver over = outcomeOf(answer);
    // Nothing but Kannel says 202; what says 200 is something else, which cannot have taken a text.
    if (answer.status == 200)
        over.why = {Error::Code::Damaged, QStringLiteral("answer"), QStringLiteral("not_kannel")};
    return over;
}

Result<TextReport> Kannel::find(const SentText &)
{
    return Error{Error::Code::Failed, QStringLiteral("lookup"), QStringLiteral("kannel")};
}

// The account is looked at before the number, and a text to nobody is refused after.
Result<void> Kannel::test()
{
    const HttpAnswer answer = callHttp(call({{"to", ""}, {"text", "test"}}));
    if (answer.status == 400 && answer.body.contains("receiver"))
        return {};
    return answer.status == 202 || answer.status == 200 || answer.status == 400
        ? Error{Error::Code::Damaged, QStringLiteral("answer"), QStringLiteral("not_kannel")}
        : errorOf(answer);
}

Result<InboundText> kannelText(const FormFields &query)
{
    InboundText text;
    text.from = numberOf(QString::fromUtf8(fieldOf(query, "from")));
    text.to = numberOf(QString::fromUtf8(fieldOf(query, "to")));
    text.providerId = QString::fromLatin1(fieldOf(query, "id"));
    if (text.from.isEmpty())
        return invalid("text.from");
    if (!isTextId(text.providerId))
        return invalid("text.id");
    text.body = decoded(fieldOf(query, "text"), fieldOf(query, "charset"));
    text.body.remove(QChar::Null);
    shorten(text.body);
    constexpr qint64 kLastSecond = 4'102'444'800; // the year 2100
    const qint64 at = fieldOf(query, "at").toLongLong();
    text.at = at > 0 && at < kLastSecond ? at * kSecond : 0;
    return text;
}

Result<TextReport> kannelReport(const FormFields &query)
{
    TextReport report;
    report.id = QString::fromLatin1(fieldOf(query, "id"));
    if (!isTextId(report.id))
        return invalid("report.id");
    report.providerId = report.id;
    bool number = false;
    const int type = fieldOf(query, "type").toInt(&number);
    if (number && type == 1)
        report.fate = TextFate::Delivered;
    else if (number && (type == 2 || type == 16))
        report.fate = TextFate::Failed;
    else if (number && type == 8)
        report.fate = TextFate::Passed;
    else if (!number || type != 4)
        return invalid("report.type");
    report.code = report.fate == TextFate::Failed ? type : 0;
    report.said = saidPlainly(fieldOf(query, "said"));
    return report;
}

} // namespace updesk
