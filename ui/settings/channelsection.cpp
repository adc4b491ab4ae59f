// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/channelsection.h"

#include "ui/parts/announce.h"
#include "ui/parts/channelwords.h"

#include <QHideEvent>
#include <QLineEdit>
#include <QShortcut>
#include <QShowEvent>

namespace updesk
{

ChannelSettings partOf(const ChannelSettings &all, ChannelPart part) { return withPart({}, all, part); }

ChannelSettings withPart(ChannelSettings all, const ChannelSettings &from, ChannelPart part)
{
    switch (part) {
    case ChannelPart::Mail:
        all.mailOut = from.mailOut;
        all.mailIn = from.mailIn;
        all.links = from.links;
        break;
    case ChannelPart::Text:
        all.text = from.text;
        break;
    case ChannelPart::Phone:
        all.phone = from.phone;
        break;
    }
    return all;
}

ChannelSection::ChannelSection(ChannelPart part, const char *name, const QString &title, const QString &note)
    : SettingSection(title, note),
      m_part(part),
      m_name(QString::fromLatin1(name)),
      m_reason(addRow(tr("Changes"))),
      m_trouble(addRow(tr("Now"))),
      m_reasonText(m_reason->addText()),
      m_troubleText(m_trouble->addText()),
      m_save(new Button(tr("&Save"), ButtonKind::Primary)),
      m_discard(new Button(tr("&Discard")))
{
    m_reasonText->setObjectName(this->name("reason"));
    m_troubleText->setObjectName(this->name("trouble"));
    m_troubleText->setColour(Colour::Bad);
    for (SettingRow *row : {m_reason, m_trouble}) {
        setAlways(row);
        setUsed(row, false);
    }
    m_save->setObjectName(this->name("save"));
    m_discard->setObjectName(this->name("discard"));
    m_save->setKeys(QKeySequence(Qt::CTRL | Qt::Key_Return));
    auto *key = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return), this);
    key->setContext(Qt::WidgetWithChildrenShortcut);
    connect(key, &QShortcut::activated, m_save, &Button::click);
    connect(m_save, &Button::clicked, this, &ChannelSection::save);
    connect(m_discard, &Button::clicked, this, &ChannelSection::discard);
}

QString ChannelSection::name(const char *field) const
{
    return QStringLiteral("settings.%1.%2").arg(m_name, QLatin1String(field));
}

void ChannelSection::addSave()
{
    m_saveRow = addRow(QString());
    m_saveRow->setObjectName(name("saveRow"));
    setAlways(m_saveRow);
    m_saveRow->add(m_save);
    m_saveRow->add(m_discard);
    m_save->setAccessibleDescription(title());
    m_discard->setAccessibleDescription(title());
    showButtons();
}

SettingRow *ChannelSection::addTry(const QString &label, const QString &button, const char *name, QLineEdit *extra)
{
    SettingRow *row = addRow(label);
    row->setObjectName(this->name(name) + QStringLiteral("Row"));
    if (extra) {
        row->addEdit(extra);
        connect(extra, &QLineEdit::textEdited, this, [row] { row->setError({}); });
    }
    auto *pressed = row->add(new Button(button));
    pressed->setInBar();
    pressed->setObjectName(this->name(name));
    connect(pressed, &Button::clicked, this, [this, index = int(m_tries.size())] { startTry(index); });
    m_tries.push_back({row, pressed, extra, button});
    return row;
}

bool ChannelSection::isChanged() const { return m_filled && (typed() != m_saved || !typedSecrets().empty()); }

void ChannelSection::setChannels(const ChannelFacts &facts)
{
    const ChannelSettings part = partOf(facts.settings, m_part);
    const bool changed = isChanged();
    m_facts = facts;
    const bool open = facts.mayChange && facts.read;
    m_reasonText->setText(!facts.read ? ChannelWords::fault(facts.read.error())
                                      : tr("Only a manager changes this. Everybody may read it."));
    setUsed(m_reason, !open);
    setReadOnly(!open || m_saving);
    if (changed) {
        const auto before = std::exchange(m_newer, part == m_saved ? std::nullopt : std::optional(part));
        if (m_newer && m_newer != before)
            setFault({Error::Code::Conflict, QStringLiteral("channels"), {}});
    } else if (!m_filled || part != m_saved) {
        m_saved = part;
        m_filled = true;
        fill();
        if (isVisible())
            Q_EMIT keptWanted();
    }
    showButtons();
}

void ChannelSection::showButtons()
{
    const bool open = m_facts.mayChange && m_facts.read;
    const bool changed = isChanged();
    m_save->setEnabled(open && changed && !m_saving);
    m_discard->setEnabled(changed && !m_saving);
    for (size_t i = 0; i < m_tries.size(); ++i) {
        const bool mine = m_trying == int(i);
        m_tries[i].button->setText(mine ? tr("Stop") : m_tries[i].words);
        m_tries[i].button->setEnabled(open && !m_saving && (mine || m_trying < 0));
        m_tries[i].button->updateGeometry();
        if (m_tries[i].to)
            m_tries[i].to->setEnabled(open);
    }
}

void ChannelSection::edited()
{
    clearFaults();
    if (!m_newer)
        tell({}, Colour::Hint);
    showButtons();
}

void ChannelSection::tell(const QString &words, Colour colour)
{
    m_saveRow->setNoteColour(colour);
    m_saveRow->setNote(words);
    if (!words.isEmpty() && isVisible())
        announce(m_save, words);
}

bool ChannelSection::check(const ChannelSettings &part)
{
    clearFaults();
    const auto read = channelsFromJson(channelsJson(part));
    if (!read)
        showFault(read.error().subject, ChannelWords::field(read.error().subject));
    return bool(read);
}

void ChannelSection::save()
{
    if (!m_save->isEnabled())
        return;
    if (m_newer)
        return setFault({Error::Code::Conflict, QStringLiteral("channels"), {}});
    const ChannelSettings after = typed();
    if (!check(after))
        return tell(tr("Nothing was saved: one value above has to be put right."), Colour::Bad);
    if (const auto lack = missing()) {
        showFault(lack->first, lack->second);
        return tell(tr("Nothing was saved: one value above has to be put right."), Colour::Bad);
    }
    Q_EMIT saveWanted({m_part, m_saved, after, typedSecrets()});
}

void ChannelSection::discard()
{
    if (m_newer)
        m_saved = *std::exchange(m_newer, std::nullopt);
    clearSecrets();
    clearFaults();
    fill();
    tell({}, Colour::Hint);
    showButtons();
    Q_EMIT keptWanted();
}

void ChannelSection::setSaving()
{
    m_saving = true;
    setReadOnly(true);
    tell(tr("The key store of this computer is asked ..."), Colour::Hint);
    showButtons();
}

void ChannelSection::setSaved(const ChannelSettings &all)
{
    m_saving = false;
    m_newer.reset();
    m_saved = partOf(all, m_part);
    setReadOnly(!m_facts.mayChange);
    clearSecrets();
    clearFaults();
    fill();
    tell(tr("Saved."), Colour::Good);
    showButtons();
    Q_EMIT keptWanted();
}

void ChannelSection::setFault(const Error &error)
{
    m_saving = false;
    setReadOnly(!m_facts.mayChange || !m_facts.read);
    tell(ChannelWords::fault(error), Colour::Bad);
    showButtons();
}

void ChannelSection::startTry(int index)
{
    if (m_trying == index)
        return Q_EMIT stopWanted();
    const auto wanted = trial(index);
    if (!wanted)
        return;
    m_trying = index;
    m_to = wanted->mail ? wanted->mail->to.address : wanted->text ? wanted->text->to : QString();
    SettingRow *row = m_tries[size_t(index)].row;
    row->setNoteColour(Colour::Hint);
    row->setNote(m_to.isEmpty() ? tr("Asking the server ...") : tr("Handing it over ..."));
    showButtons();
    Q_EMIT tryWanted(*wanted);
}

void ChannelSection::setTried(const HandOver &over)
{
    if (m_trying < 0)
        return;
    const Try &one = m_tries[size_t(std::exchange(m_trying, -1))];
    const QString words = ChannelWords::tried(over, m_to);
    one.row->setNoteColour(over.outcome == HandOver::Outcome::Accepted ? Colour::Good : Colour::Bad);
    one.row->setNote(words);
    if (one.row->isVisible())
        announce(one.button, words);
    showButtons();
}

void ChannelSection::setTroubles(const QStringList &sentences)
{
    m_troubleText->setText(sentences.join(u'\n'));
    setUsed(m_trouble, !sentences.isEmpty());
}

void ChannelSection::showEvent(QShowEvent *event)
{
    SettingSection::showEvent(event);
    if (!event->spontaneous())
        Q_EMIT keptWanted();
}

// A server that says nothing must not be waited for by somebody who has gone elsewhere.
void ChannelSection::hideEvent(QHideEvent *event)
{
    SettingSection::hideEvent(event);
    if (!event->spontaneous() && m_trying >= 0)
        Q_EMIT stopWanted();
}

} // namespace updesk
