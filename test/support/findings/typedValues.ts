/** Values that people type and that are no secret in a file: none of them, and no beginning of one, is to be shown. */

export const references = `secret/app/db#password
kv/team/app#api_key
secret/data/app#password
vault:secret/data/app#password
vault://secret/app/db#password
>>vault:secret/data/app#password#1
bao:secret/app#k
\${vault:secret/data/app#password}
<path:secret/data/app#password | base64encode>
ref+vault://secret/app#/password
secretref+vault://secret/app#/password
((app/db.password))
(( vault "secret/app:password" ))
{{ .Values.password | quote }}
{{- .Values.password -}}
{{ vault_password }}
{{ lookup('community.hashi_vault.hashi_vault', 'secret=secret/app:password') }}
{{ with secret "secret/data/app" }}{{ .Data.data.password }}{{ end }}
{{resolve:secretsmanager:app:SecretString:password}}
\${{ secrets.PASSWORD }}
$(cat /run/secrets/db)
\${DB_PASSWORD}
\${DB_PASSWORD:?missing}
\${DB_PASSWORD:-}
$DB_PASSWORD
$$DB_PASSWORD
op://vault/item/password
akv://vault/secret
ENC[AES256_GCM,data:Q1w2,iv:x,tag:y,type:str]
ENC(Q1w2E3r4T5y6U7i8O9p0)
{cipher}Q1w2E3r4T5y6U7i8O9p0
%DB_PASSWORD%
%(password)s
@db.password@
@@FILE:/u01/pw.properties@@
#{DbPassword}#
__DB_PASSWORD__
{password}
[parameters('adminPassword')]
[concat('a', variables('b'))]
@Microsoft.KeyVault(SecretUri=https://x.vault.azure.net/secrets/y)
arn:aws:secretsmanager:eu-central-1:1:secret:x
ssm:/app/db/password
projects/acme/secrets/db/versions/latest
process.env.PASSWORD
os.environ['PASSWORD']
System.getenv("PASSWORD")
$__file{/run/secrets/pw}
env:DB_PASSWORD
file:/run/secrets/pw
var.db_password
.Values.password
#/components/schemas/Password`.split('\n');

export const standIns = `changeme
CHANGE_ME
change-this-password
ChangeMe
replace-me
REPLACE_WITH_YOUR_TOKEN
your-password
YOUR_PASSWORD
your_password_here
<password>
<your API key>
[your password]
[REDACTED]
xxxxxxxx
********
...
TODO
todo: fill in
placeholder
example-password
dummy
redacted
insert-your-key-here
enter your password
none
Password
DB_PASSWORD
TB_QUEUE_PASSWORD`.split('\n');

export const texts = `The password of the database user
the one you chose at first
Please enter your password
must be at least 8 characters
Minimum 8 characters
Forgot your password?
Use the password from the vault
see README
not needed
managed by terraform
Your password
Passwort vergessen
mot de passe`.split('\n');

export const otherThings = `/run/secrets/pw
./secrets/pw.txt
~/.config/pw
certs/server.key
server.pem
https://sso.local:8443/realms/app/token?x=1
http://localhost:8080
tcp://0.0.0.0:2375
postgresql://localhost/app
localhost:5432
db.internal:5432
10.0.0.1:6379
example.com
org.acme.security.PasswordEncoder
getPassword()
config.get('password')
true
required
0
15m
90 days
1.2.3
v1.2.3
12.5
HS256
AES-256-GCM
bcrypt
client_secret_basic
admin:read
sha256:abcdef
ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA
ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQ
-----BEGIN CERTIFICATE-----
data:image/png;base64,iVBORw0KGgo
{"hashIterations": 27500}
(?i)password=\\w+
^[a-z]+$
$2b$12$madeUpSaltAndHashForTheseTests
$apr1$madeUp$hashOnly
{SSHA}Q1w2E3r4T5y6
pbkdf2_sha256$260000$abc$def
node scripts/print-token.js
postgres://app:\${DB_PASSWORD}@db:5432/app
postgres://user:password@example.com/db
Bearer \${TOKEN}
redis-server --requirepass \${REDIS_PASSWORD}
mysql -u root -p$MYSQL_PASSWORD`.split('\n');
