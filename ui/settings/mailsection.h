// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/channelsection.h"
#include "ui/settings/serverrows.h"

class QCheckBox;

namespace updesk
{

/// E-mail: the account that mail goes out by, and the mailboxes that are read.
class MailSection final : public ChannelSection
{
    Q_OBJECT
public:
    MailSection();
    QStringList secretNames() const override;
    void setKept(const QMap<QString, SecretKept> &kept) override;

protected:
    void fill() override;
    ChannelSettings typed() const override;
    std::vector<TypedSecret> typedSecrets() const override;
    std::optional<std::pair<QString, QString>> missing() const override;
    void clearSecrets() override;
    void showFault(const QString &place, const QString &words) override;
    void clearFaults() override;
    void setReadOnly(bool readOnly) override;
    std::optional<Trial> trial(int index) override;

private:
    struct Line {
        const char *field;
        SettingRow *row;
        QLineEdit *edit;
    };
    enum Tries { TestOut, SendMail, TestIn, TestLinks };
    void buildOut();
    void buildIn();
    void buildLinks();
    QLineEdit *addLine(std::vector<Line> &lines, const char *field, const QString &label, const QString &note = {});
    void showUsed();
    void fillBox();
    void keepBox() const; ///< what is typed of the mailbox shown
    void showBoxes();
    void chooseBox(int index);
    void addBox();
    void removeBox();
    MailOutSettings typedOut() const;
    MailInSettings typedBox() const;
    std::optional<LinkSettings> typedLinks() const;
    QString freshSecret() const;
    static MailInSettings newBox();

    QCheckBox *m_on;
    std::unique_ptr<ServerRows> m_out, m_in;
    std::vector<Line> m_outLines, m_inLines, m_linkLines;
    std::vector<SettingRow *> m_outTries;
    QLineEdit *m_fromName, *m_fromAddress, *m_replyTo, *m_unsubscribe, *m_page, *m_testTo;
    QComboBox *m_box, *m_after;
    Button *m_add, *m_remove;
    SettingRow *m_boxRow, *m_afterRow, *m_largestRow, *m_inTry;
    QLineEdit *m_folder, *m_moveTo, *m_largest, *m_address, *m_port;
    SettingRow *m_linkTry;
    mutable std::vector<MailInSettings> m_boxes; ///< the one shown is as it was when it was chosen
    mutable std::vector<QByteArray> m_boxSecrets;
    QMap<QString, SecretKept> m_kept;
    size_t m_shown = 0;
    bool m_readOnly = false;
    bool m_alone = false; ///< the mailbox shown is checked without the others
};

} // namespace updesk
