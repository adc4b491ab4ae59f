// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/trial.h"
#include "ui/settings/secretrow.h"

#include <QMap>

namespace updesk
{

/// What of the connections one section holds.
enum class ChannelPart : quint8 { Mail, Text, Phone };
ChannelSettings partOf(const ChannelSettings &all, ChannelPart part);
ChannelSettings withPart(ChannelSettings all, const ChannelSettings &from, ChannelPart part);

/// A secret as it was typed and the key store's entry that it goes to.
struct TypedSecret {
    QString name;
    QByteArray secret;
    bool operator==(const TypedSecret &) const = default;
};

/// What is to be saved of one part, and what stood there when it was begun to be typed.
struct ChannelChange {
    ChannelPart part = ChannelPart::Mail;
    ChannelSettings before, after;
    std::vector<TypedSecret> secrets;
};

/// What the sections show, filled by whoever has the store.
struct ChannelFacts {
    ChannelSettings settings;
    bool mayChange = false;
    Result<void> read; ///< an error: what is kept cannot be read, and nothing is changed
    int store = 0; ///< sets its entries of the key store apart from another's on this computer
    QString region; ///< of numbers that name no country
    QByteArray proof; ///< of the store, as linkProof() takes it
};

/// A section that is typed, tried out and saved as a whole. Typing stays when others change the settings meanwhile.
class ChannelSection : public SettingSection
{
    Q_OBJECT
public:
    ChannelSection(ChannelPart part, const char *name, const QString &title, const QString &note);
    void setFacts(const DeskFacts &) override { }
    void setChannels(const ChannelFacts &facts);
    virtual QStringList secretNames() const = 0; ///< of what is kept now
    virtual void setKept(const QMap<QString, SecretKept> &kept) = 0;
    bool isChanged() const;
    bool isTrying() const { return m_trying >= 0; }
    void setSaving(); ///< until setSaved() or setFault()
    void setSaved(const ChannelSettings &all);
    void setFault(const Error &error);
    void setTried(const HandOver &over); ///< of the trial that was wanted last
    /// What keeps the saved ways from working just now, a sentence each.
    void setTroubles(const QStringList &sentences);

Q_SIGNALS:
    void saveWanted(const updesk::ChannelChange &change);
    /// A message in the trial has its receiver only; the rest is put in by whoever has the store.
    void tryWanted(const updesk::Trial &trial);
    void stopWanted(); ///< nobody waits for the trial any more
    void keptWanted();

protected:
    /// Once all other rows are there.
    void addSave();
    /// A row with `button` that runs trial(index), in the order of the calls; `extra`: what stands before it.
    SettingRow *addTry(const QString &label, const QString &button, const char *name, QLineEdit *extra = nullptr);
    void edited(); ///< something was typed
    /// Whether these settings can be saved; shows what is wrong where it is.
    bool check(const ChannelSettings &part);
    const ChannelSettings &saved() const { return m_saved; }
    const ChannelFacts &facts() const { return m_facts; }
    QString secretName(const char *base) const
    {
        return QStringLiteral("%1-%2").arg(QLatin1String(base)).arg(m_facts.store);
    }
    QString name(const char *field) const;

    virtual void fill() = 0; ///< shows saved()
    virtual ChannelSettings typed() const = 0;
    virtual std::vector<TypedSecret> typedSecrets() const = 0;
    /// What is still missing beyond what check() sees: the place and the words; nothing: all is there.
    virtual std::optional<std::pair<QString, QString>> missing() const { return std::nullopt; }
    virtual void clearSecrets() = 0;
    virtual void showFault(const QString &place, const QString &words) = 0;
    virtual void clearFaults() = 0;
    virtual void setReadOnly(bool readOnly) = 0;
    virtual std::optional<Trial> trial(int index) = 0; ///< nothing: it said what is wrong
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    struct Try {
        SettingRow *row;
        Button *button;
        QLineEdit *to;
        QString words;
    };
    void save();
    void discard();
    void startTry(int index);
    void showButtons();
    void tell(const QString &words, Colour colour);
    ChannelPart m_part;
    QString m_name;
    ChannelFacts m_facts;
    ChannelSettings m_saved;
    std::optional<ChannelSettings> m_newer; ///< what others saved while there was typing here
    std::vector<Try> m_tries;
    SettingRow *m_reason, *m_trouble, *m_saveRow = nullptr;
    TextLabel *m_reasonText, *m_troubleText;
    Button *m_save, *m_discard;
    QString m_to; ///< of the trial that runs
    int m_trying = -1;
    bool m_filled = false, m_saving = false;
};

} // namespace updesk
