"""AWS Backup: tags, plans as they were written, selections, notifications."""

import copy
import uuid

from ..registry import Err, after, dec, instead, need, now, tagging, tags_of

tagging("backup", ("ListTags", "TagResource", "UntagResource"), "ResourceArn", "Tags", "TagKeyList")


@after("backup", "CreateBackupVault")
def mend_create_backup_vault(p, out, ctx):
    tags_of(ctx, ctx.arn("backup", f"backup-vault:{p['BackupVaultName']}")).update(dec(p.get("BackupVaultTags")))


@after("backup", "CreateBackupPlan", "UpdateBackupPlan")
def mend_create_backup_plan(p, out, ctx):
    r = ctx.db("bplan").setdefault(out["BackupPlanId"], {})
    r["plan"] = copy.deepcopy(p["BackupPlan"])
    if ctx.op == "CreateBackupPlan":
        tags_of(ctx, out["BackupPlanArn"]).update(dec(p.get("BackupPlanTags")))


@after("backup", "GetBackupPlan")
def mend_get_backup_plan(p, out, ctx):
    r = ctx.db("bplan").get(p["BackupPlanId"])
    if r:
        want = {x["RuleName"]: x for x in r["plan"].get("Rules", [])}
        for x in out["BackupPlan"]["Rules"]:
            w = want.get(x["RuleName"], {})
            if "ScheduleExpression" not in w:
                x.pop("ScheduleExpression", None)
            for k in ("RecoveryPointTags", "EnableContinuousBackup", "CopyActions", "Lifecycle"):
                if k in w:
                    x[k] = w[k]


@instead("backup", "CreateBackupSelection")
def create_backup_selection(p, ctx):
    i = str(uuid.uuid4())
    ctx.db("bsel").setdefault(p["BackupPlanId"], {})[i] = {
        "SelectionId": i,
        "BackupPlanId": p["BackupPlanId"],
        "CreationDate": now(),
        "BackupSelection": p["BackupSelection"],
    }
    return {"SelectionId": i, "BackupPlanId": p["BackupPlanId"], "CreationDate": now()}


@instead("backup", "GetBackupSelection")
def get_backup_selection(p, ctx):
    r = ctx.db("bsel").get(p["BackupPlanId"], {}).get(p["SelectionId"])
    if not r:
        raise Err("ResourceNotFoundException", "Cannot find Backup plan", 400)
    return r


@instead("backup", "ListBackupSelections")
def list_backup_selections(p, ctx):
    return {
        "BackupSelectionsList": [
            {
                "SelectionId": i,
                "BackupPlanId": p["BackupPlanId"],
                "SelectionName": r["BackupSelection"]["SelectionName"],
            }
            for i, r in ctx.db("bsel").get(p["BackupPlanId"], {}).items()
        ]
    }


@instead("backup", "DeleteBackupSelection")
def delete_backup_selection(p, ctx):
    ctx.db("bsel").get(p["BackupPlanId"], {}).pop(p["SelectionId"], None)
    return {}


@instead("backup", "PutBackupVaultNotifications")
def put_backup_vault_notifications(p, ctx):
    ctx.db("bnot")[p["BackupVaultName"]] = {
        "BackupVaultName": p["BackupVaultName"],
        "BackupVaultArn": ctx.arn("backup", "backup-vault:" + p["BackupVaultName"]),
        "SNSTopicArn": p["SNSTopicArn"],
        "BackupVaultEvents": p["BackupVaultEvents"],
    }
    return {}


@instead("backup", "GetBackupVaultNotifications")
def get_backup_vault_notifications(p, ctx):
    return need(ctx.db("bnot"), p["BackupVaultName"], "ResourceNotFoundException")


@instead("backup", "DeleteBackupVaultNotifications")
def delete_backup_vault_notifications(p, ctx):
    ctx.db("bnot").pop(p["BackupVaultName"], None)
    return {}


@instead("backup", "ListRecoveryPointsByBackupVault")
def list_recovery_points_by_backup_vault(p, ctx):
    return {"RecoveryPoints": []}
